using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Linking;
using Guildhall.App.Secrets;
using Guildhall.Domain;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.V1.Vendors;

/// <summary>The JSON of a call about links: texts and flags alone, no member that the call does not have (vendor-integration.md 3).</summary>
internal sealed class LinkBody
{
    public static readonly ImmutableArray<string> Draft = ["accountId", "region", "credentials", "roleArn", "externalId", "accessKeyId", "secretAccessKey", "emailPattern", "default", "name", "mode", "integrate", "deepCheck"];
    public static readonly ImmutableArray<string> Form = [.. Draft, "draftId"];
    public static readonly ImmutableArray<string> Editable = ["credentials", "roleArn", "externalId", "accessKeyId", "secretAccessKey", "emailPattern", "default", "noDefault"];
    public static readonly ImmutableArray<string> Pair = ["accessKeyId", "secretAccessKey"];
    public static readonly ImmutableArray<string> Enabling = ["feature"];
    public static readonly ImmutableArray<string> After = ["successor", "noDefault"];
    public static readonly ImmutableArray<string> Removal = ["accountId", "force", "successor", "noDefault"];

    private static readonly ImmutableArray<string> Flags = ["default", "integrate", "deepCheck", "force", "noDefault"];

    private readonly JsonElement _json;

    private LinkBody(JsonElement json) => _json = json;

    /// <summary>Refused: no object, a member that is not among <paramref name="members"/> (with <paramref name="unknownCode"/>), one of another type.</summary>
    public static Result<LinkBody> Read(ApiCall call, ImmutableArray<string> members, string unknownCode)
    {
        if (call.Body.IsEmpty) return new LinkBody(default);
        var body = JsonBody.Read(call.Body.Span, "VALIDATION_ERROR");
        if (body.Error is { } malformed) return Problem.Malformed(malformed.Message);
        foreach (var member in body.Value.EnumerateObject())
        {
            if (!members.Contains(member.Name)) return new Problem(ProblemKind.Malformed, unknownCode, $"{member.Name} cannot be given here.", member.Name);
            if (member.Value.ValueKind != JsonValueKind.Null && (Flags.Contains(member.Name) ? member.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False) : member.Value.ValueKind != JsonValueKind.String))
                return Problem.Malformed($"{member.Name} must be {(Flags.Contains(member.Name) ? "true or false" : "text")}.", member.Name);
        }

        if (members.Contains("mode") && new LinkBody(body.Value).Text("mode") is not (null or "fresh" or "adopt")) return Problem.Malformed("mode must be fresh or adopt.", "mode");
        if (new LinkBody(body.Value).Text("credentials") is { } way && CredentialWords.Find(way) is null) return Problem.Malformed("credentials must be key, role, role-with-key or ambient.", "credentials");
        return new LinkBody(body.Value);
    }

    /// <summary>How the account is to be reached; null when the body does not say.</summary>
    public CredentialKind? Credentials() => CredentialWords.Find(Text("credentials"));

    public string? Text(string name) => Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public bool? Flag(string name) => Member(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } flag ? flag.GetBoolean() : null;

    public Secret? Secret() => Text("secretAccessKey") is { } secret ? new Secret(secret) : null;

    public DefaultAfter DefaultAfter() => new(Text("successor"), Flag("noDefault") is true);

    /// <summary>A form with what is given in the place of what it had.</summary>
    public LinkForm Over(LinkForm form) => form with
    {
        Account = Text("accountId") ?? form.Account,
        Region = Text("region") ?? form.Region,
        Credentials = Credentials() ?? form.WayWith(Text("roleArn"), Text("accessKeyId")),
        RoleArn = Text("roleArn") ?? form.RoleArn,
        ExternalId = Text("externalId") ?? form.ExternalId,
        AccessKeyId = Text("accessKeyId") ?? form.AccessKeyId,
        Secret = Secret() ?? form.Secret,
        EmailPattern = Text("emailPattern") ?? form.EmailPattern,
        Default = Flag("default") ?? form.Default,
        Name = Text("name") ?? form.Name,
        Mode = Text("mode") is { } mode ? mode == "adopt" ? LinkMode.Adopt : LinkMode.Fresh : form.Mode,
        Integrate = Flag("integrate") ?? form.Integrate,
        DeepCheck = Flag("deepCheck") ?? form.DeepCheck,
    };

    private JsonElement? Member(string name) => _json.ValueKind == JsonValueKind.Object && _json.TryGetProperty(name, out var value) ? value : null;
}
