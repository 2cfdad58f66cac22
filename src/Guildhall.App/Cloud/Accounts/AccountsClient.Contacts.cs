using System.Text.Json.Serialization;
using Guildhall.App.Cloud.Protocols;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Cloud.Accounts;

/// <summary>The operations contact and the name of the calling account.</summary>
public sealed partial class AccountsClient
{
    private const string Operations = "OPERATIONS";

    private static readonly ContactShapes Shapes = ContactShapes.Default;

    /// <summary><see cref="CloudTrouble.NotFound"/> when the account has none.</summary>
    public async Task<CloudAnswer<OwnerContact>> GetOperationsContactAsync(CancellationToken cancellationToken)
    {
        var answer = await _api.PostAsync("GetAlternateContact", "getAlternateContact", new ContactInput(Operations), Shapes.ContactInput, Shapes.ContactOutput, cancellationToken);
        return answer.Select<OwnerContact>(o => o.AlternateContact is { } c
            ? new OwnerContact(c.Name ?? "", c.Title ?? "", c.EmailAddress ?? "", c.PhoneNumber ?? "")
            : CloudProblem.Garbled("AWS names no contact."));
    }

    /// <summary>Takes the place of the contact that there was. Null when done.</summary>
    public async Task<CloudProblem?> PutOperationsContactAsync(OwnerContact contact, CancellationToken cancellationToken) =>
        (await _api.PostAsync("PutAlternateContact", "putAlternateContact", new NewContactInput(Operations, contact.Name, contact.Title, contact.Email, contact.Phone), Shapes.NewContactInput, Shapes.Nothing, cancellationToken)).Problem;

    /// <summary>Null when done; <see cref="CloudTrouble.NotFound"/> when the account has none.</summary>
    public async Task<CloudProblem?> DeleteOperationsContactAsync(CancellationToken cancellationToken) =>
        (await _api.PostAsync("DeleteAlternateContact", "deleteAlternateContact", new ContactInput(Operations), Shapes.ContactInput, Shapes.Nothing, cancellationToken)).Problem;

    /// <param name="name">1 to 50 printable ASCII characters without &lt; and &gt;.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<CloudProblem?> PutAccountNameAsync(string name, CancellationToken cancellationToken) =>
        (await _api.PostAsync("PutAccountName", "putAccountName", new NameInput(name), Shapes.NameInput, Shapes.Nothing, cancellationToken)).Problem;
}

internal sealed record ContactInput(string AlternateContactType);

internal sealed record NewContactInput(string AlternateContactType, string Name, string Title, string EmailAddress, string PhoneNumber);

internal sealed record NameInput(string AccountName);

internal sealed record WireContact(string? Name, string? Title, string? EmailAddress, string? PhoneNumber);

internal sealed record ContactOutput(WireContact? AlternateContact);

/// <summary>The shapes of the calls about contacts and names. Depth bounded (S-53).</summary>
[JsonSourceGenerationOptions(MaxDepth = 32)]
[JsonSerializable(typeof(ContactInput))]
[JsonSerializable(typeof(NewContactInput))]
[JsonSerializable(typeof(NameInput))]
[JsonSerializable(typeof(ContactOutput))]
[JsonSerializable(typeof(Nothing))]
internal sealed partial class ContactShapes : JsonSerializerContext;
