namespace Guildhall.App.Catalogue.Import;

/// <summary>A record to be written.</summary>
/// <param name="IsNew">False when it replaces a stored one.</param>
/// <param name="Document">The whole record as it will be.</param>
/// <param name="Source">Whose it is from now on.</param>
public sealed record PlannedRecord(RecordKey Key, bool IsNew, CanonicalDocument Document, string Source);
