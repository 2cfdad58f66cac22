using System.Text.RegularExpressions;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.AccountSettings;

/// <summary>The alternate contacts and the name of an account (AWS Account Management API Reference).</summary>
internal static partial class ContactOperations
{
    private static readonly string[] Types = ["BILLING", "OPERATIONS", "SECURITY"];
    private static readonly TextRule Name = new(1, 64);
    private static readonly TextRule Title = new(1, 50);
    private static readonly TextRule Email = new(1, 254, EmailForm());
    private static readonly TextRule Phone = new(1, 25, PhoneForm());
    private static readonly TextRule AccountName = new(1, 50, AccountNameForm());

    public static IReadOnlyList<JsonOperation> All { get; } =
    [
        new("GetAlternateContact", Get),
        new("PutAlternateContact", Put),
        new("DeleteAlternateContact", Delete),
        new("GetAccountInformation", Tell),
        new("PutAccountName", Rename),
    ];

    private static OperationResult Get(JsonCall call)
    {
        if (Find(call, out var account, out var type) is { } refusal) return refusal;
        if (!account.Contacts.TryGetValue(type, out var contact)) return Missing(type);
        return Answer.With(json =>
        {
            json.WriteStartObject("AlternateContact");
            json.WriteString("AlternateContactType", type);
            json.WriteString("Name", contact.Name);
            json.WriteString("Title", contact.Title);
            json.WriteString("EmailAddress", contact.EmailAddress);
            json.WriteString("PhoneNumber", contact.PhoneNumber);
            json.WriteEndObject();
        });
    }

    private static OperationResult Put(JsonCall call)
    {
        var contact = new AlternateContact(call.Input.Text("Name", Name), call.Input.Text("Title", Title), call.Input.Text("EmailAddress", Email), call.Input.Text("PhoneNumber", Phone));
        if (Find(call, out var account, out var type) is { } refusal) return refusal;
        call.State.Tables.Accounts.Put(account with { Contacts = account.Contacts.SetItem(type, contact) });
        return OperationResult.Empty;
    }

    private static OperationResult Delete(JsonCall call)
    {
        if (Find(call, out var account, out var type) is { } refusal) return refusal;
        if (!account.Contacts.ContainsKey(type)) return Missing(type);
        call.State.Tables.Accounts.Put(account with { Contacts = account.Contacts.Remove(type) });
        return OperationResult.Empty;
    }

    private static OperationResult Tell(JsonCall call)
    {
        if (AskedAccount.Find(call, out var account) is { } refusal) return refusal;
        return Answer.With(json =>
        {
            json.WriteString("AccountId", account.Id);
            json.WriteString("AccountName", account.Name);
            json.WriteString("AccountCreatedDate", Guildhall.Wire.Protocols.WireTime.Text(account.CreatedAt));
        });
    }

    private static OperationResult Rename(JsonCall call)
    {
        var name = call.Input.Text("AccountName", AccountName);
        if (AskedAccount.Find(call, out var account) is { } refusal) return refusal;
        call.State.Tables.Accounts.Put(account with { Name = name });
        return OperationResult.Empty;
    }

    private static OperationResult? Find(JsonCall call, out Account account, out string type)
    {
        type = call.Input.Word("AlternateContactType", Types);
        return AskedAccount.Find(call, out account);
    }

    private static WireError Missing(string type) => new("ResourceNotFoundException", $"No contact of the type {type} found for the account.");

    [GeneratedRegex(@"\A[\s]*[\w+=.#|!&-]+@[\w.-]+\.[\w]+[\s]*\z")]
    private static partial Regex EmailForm();

    [GeneratedRegex(@"\A[\s0-9()+-]+\z")]
    private static partial Regex PhoneForm();

    [GeneratedRegex(@"\A[ -;=?-~]+\z")]
    private static partial Regex AccountNameForm();
}
