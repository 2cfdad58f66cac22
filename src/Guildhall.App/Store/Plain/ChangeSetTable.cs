using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using Guildhall.App.Store.Rows;

namespace Guildhall.App.Store.Plain;

/// <summary>The columns of a change set, and how it ends.</summary>
internal static class ChangeSetTable
{
    public static readonly Table<ChangeSetRow> Whole = new(
        "ChangeSets",
        1,
        new("Id", s => s.Id),
        new("TenantId", s => s.TenantId),
        new("Owner", s => s.Owner),
        new("Account", s => s.Account),
        new("Arn", s => s.Arn),
        new("MarketplaceManager", s => s.MarketplaceManager),
        new("System", s => s.System),
        new("AccessKeyId", s => s.AccessKeyId),
        new("Name", s => s.Name),
        new("ValidateOnly", s => s.ValidateOnly),
        new("Status", s => (short)s.Status),
        new("StartTime", s => s.StartTime),
        new("EndTime", s => s.EndTime),
        new("FailureCode", s => s.FailureCode),
        new("FailureDescription", s => s.FailureDescription),
        new("Changes", s => s.Changes),
        new("NotBefore", s => s.NotBefore),
        new("LeaseUntil", s => s.LeaseUntil),
        new("AppliedVersion", s => s.AppliedVersion),
        new("RequestId", s => s.RequestId))
    {
        Read = Read,
    };

    private static readonly ImmutableArray<Column<ChangeSetRow>> EndColumns = Whole.Named("Status", "EndTime", "FailureCode", "FailureDescription", "Changes", "AppliedVersion");

    /// <summary>Whoever ends a set first wins: cancel, apply here, apply on another instance (security.md 6.2, rule 5).</summary>
    private static readonly Statement Ended = Whole.UpdateOf(EndColumns, onlyIf: string.Create(CultureInfo.InvariantCulture, $"\"Status\" = {(byte)ChangeSetStatus.Preparing}"));

    /// <summary>Writes the end of a set, as the row has it now.</summary>
    public static void End(RowQueue rows, ChangeSetRow set) => rows.Run(Ended, Table<ChangeSetRow>.ValuesOf(set, [.. EndColumns, .. Whole.Keys]));

    private static ChangeSetRow Read(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        TenantId = row.GetString(1),
        Owner = row.GetString(2),
        Account = row.GetString(3),
        Arn = row.GetString(4),
        MarketplaceManager = row.GetBoolean(5),
        System = row.GetBoolean(6),
        AccessKeyId = row.FindString(7),
        Name = row.GetString(8),
        ValidateOnly = row.GetBoolean(9),
        Status = (ChangeSetStatus)row.GetInt16(10),
        StartTime = row.GetTime(11),
        EndTime = row.IsDBNull(12) ? null : row.GetTime(12),
        FailureCode = row.FindString(13),
        FailureDescription = row.FindString(14),
        Changes = row.GetString(15),
        NotBefore = row.GetTime(16),
        LeaseUntil = row.GetTime(17),
        AppliedVersion = row.IsDBNull(18) ? null : row.GetInt64(18),
        RequestId = row.GetString(19),
    };
}
