using System.Text.Json.Nodes;

namespace Guildhall.App.Linking;

/// <summary>Who may take a role on, as its trust policy says it: who Guildhall is on AWS, when it names the external ID. aws-operations.md D.3.</summary>
/// <param name="ExternalId">Guildhall's choice for the account.</param>
/// <param name="Principal">The ARN that this server is on AWS by itself; null when it is not known, or a key takes the role on.</param>
public sealed record RoleTrust(string ExternalId, string? Principal)
{
    /// <summary>Stands where nobody can know who takes the role on.</summary>
    public const string Anybody = "arn:aws:iam::111122223333:user/guildhall-api";

    /// <summary>The same for a way to reach the account: of whose key takes the role on nothing is known.</summary>
    /// <param name="externalId">The one that is in force already; null for Guildhall's choice.</param>
    public RoleTrust With(CredentialKind way, string? externalId) => new(externalId ?? ExternalId, way == CredentialKind.KeyedRole ? null : Principal);

    /// <summary>The trust policy as indented JSON.</summary>
    public string Json() => Document(Principal ?? Anybody).ToJsonString(MinimalPolicy.Indented);

    internal JsonObject Document(JsonNode principal) => new()
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray(new JsonObject
        {
            ["Sid"] = "Guildhall",
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject { ["AWS"] = principal },
            ["Action"] = "sts:AssumeRole",
            ["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { ["sts:ExternalId"] = ExternalId } },
        }),
    };

    /// <summary>The parameter of a template that asks for the principal.</summary>
    internal JsonObject Parameter()
    {
        var parameter = new JsonObject { ["Type"] = "String", ["Description"] = "The ARN of the user or role that Guildhall is on AWS." };
        if (Principal is not null) parameter["Default"] = Principal;
        return parameter;
    }
}
