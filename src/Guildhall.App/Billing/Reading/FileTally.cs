using System.Collections.Immutable;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Reading;

/// <summary>What was read of one file.</summary>
/// <param name="Rows">Rows that were taken, without header, blank lines and faulted ones.</param>
/// <param name="FaultedRows">Rows that were not.</param>
/// <param name="Sums">Unblended costs of the rows that were taken, by currency.</param>
/// <param name="UnpackedBytes">Of the whole file.</param>
public sealed record FileTally(long Rows, long FaultedRows, ImmutableSortedDictionary<string, AmountSum> Sums, long UnpackedBytes);
