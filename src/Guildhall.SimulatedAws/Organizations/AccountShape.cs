using System.Text.Json;
using Guildhall.SimulatedAws.Records;
using Guildhall.Wire.Protocols;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>An account as the wire has it (aws-operations.md A.2). A delegated administrator has its date and no paths.</summary>
internal sealed record AccountShape(Account Account, Membership Membership, string Arn, string? ParentPath, bool WithStatus)
{
    public DateTimeOffset? DelegatedSince { get; init; }

    public static AccountShape Of(OrganizationsCall call, Account account)
    {
        var membership = account.Membership ?? throw new InvalidOperationException($"Account {account.Id} is in no organization.");
        var path = call.State.Options.ListPaths ? call.State.PathOf(call.Organization, membership.ParentId) : null;
        return new AccountShape(account, membership, Arns.Account(call.Organization, account.Id), path, call.State.Options.ListStatus);
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("Id", Account.Id);
        json.WriteString("Arn", Arn);
        json.WriteString("Email", Account.Email);
        json.WriteString("Name", Account.Name);
        if (WithStatus) WriteStatus(json);
        json.WriteString("State", Account.State.ToString());
        if (DelegatedSince is null && ParentPath is not null) WritePaths(json, ParentPath);
        json.WriteString("JoinedMethod", Membership.Method.ToString());
        json.WriteEpoch("JoinedTimestamp", Membership.Since);
        if (DelegatedSince is { } since) json.WriteEpoch("DelegationEnabledDate", since);
        json.WriteEndObject();
    }

    private void WritePaths(Utf8JsonWriter json, string parentPath)
    {
        json.WriteStartArray("Paths");
        json.WriteStringValue($"{parentPath}{Account.Id}/");
        json.WriteEndArray();
    }

    private void WriteStatus(Utf8JsonWriter json)
    {
        var status = Account.State switch
        {
            AccountState.ACTIVE => "ACTIVE",
            AccountState.PENDING_CLOSURE => "PENDING_CLOSURE",
            AccountState.SUSPENDED or AccountState.CLOSED => "SUSPENDED",
            _ => null,
        };
        if (status is not null) json.WriteString("Status", status);
    }
}
