using System.Collections.Immutable;
using Guildhall.App.Access;
using Guildhall.App.Linking;
using Guildhall.App.Organizations;
using Guildhall.App.People;
using Guildhall.App.Webhooks;

namespace Guildhall.App.Secrets;

/// <summary>A column of sealed secrets, and where each of them lies. The key of its table is <c>Id</c>.</summary>
internal sealed record SealedColumn(string Table, string Name, Func<string, SecretPlace> PlaceOf)
{
    public string Select => $"""SELECT "Id", "{Name}" FROM "{Table}" WHERE "{Name}" <> '' """;

    public string Update => $"""UPDATE "{Table}" SET "{Name}" = @sealed WHERE "Id" = @id""";

    /// <summary>Every one there is: what is missing here is lost when the master key is changed.</summary>
    public static ImmutableArray<SealedColumn> All { get; } =
    [
        new("AccessKeys", "EncryptedSecret", KeyIssuing.PlaceOf),
        new("LinkDrafts", "EncryptedSecret", LinkDrafts.PlaceOf),
        new("Links", "EncryptedSecret", AwsConnections.PlaceOf),
        new("Links", "FormerEncryptedSecret", AwsConnections.PlaceOf),
        new("People", "CodeKey", SecondFactors.PlaceOf),
        new("ProtectionKeys", "Sealed", ProtectionKeys.PlaceOf),
        new("Webhooks", "EncryptedSecret", WebhookSecrets.PlaceOf),
        new("Webhooks", "FormerEncryptedSecret", WebhookSecrets.PlaceOf),
    ];
}
