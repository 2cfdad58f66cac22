using System.Text.Json;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>A page of accounts.</summary>
internal sealed record AccountList(IReadOnlyList<AccountShape> Accounts, Page Page)
{
    public static AccountList Of(OrganizationsCall call, Page page) =>
        new([.. page.Ids.Select(id => AccountShape.Of(call, call.State.Tables.Accounts.Get(id)))], page);

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("Accounts");
        foreach (var account in Accounts) account.Write(json);
        json.WriteEndArray();
        Page.WriteToken(json);
    }
}
