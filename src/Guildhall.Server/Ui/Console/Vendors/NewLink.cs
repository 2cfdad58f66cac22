using System.Collections.Immutable;
using Guildhall.App.Linking;
using Guildhall.App.Secrets;
using Guildhall.Domain;
using Guildhall.Domain.Linking;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Vendors;

/// <summary>The form <b>Add Organization</b> with what was typed, without the secret. vendor-integration.md 5.</summary>
public sealed record NewLink(LinkForm Form)
{
    public ImmutableArray<Problem> Problems { get; init; } = [];

    public IReadOnlyList<LinkWarning> Warnings { get; init; } = [];

    /// <summary>The preflight that was run; null before.</summary>
    public PreflightRun? Run { get; init; }

    public required EmailExample Example { get; init; }

    /// <summary>What the role's trust policy must say; null as long as the account is not known.</summary>
    public RoleTrust? Trust { get; init; }

    /// <summary>Whether this server's own credentials may be used.</summary>
    public bool OwnAllowed { get; init; }

    /// <summary>Whether the draft holds a secret, so that none need be typed.</summary>
    public bool HasSecret { get; init; }

    public bool Simulated { get; init; }

    /// <summary>Whether the part that few need stands open: something in it is wrong, or not as it was.</summary>
    public bool Advanced => Form.Mode == LinkMode.Adopt || Form.Name is not null || Form.Integrate is not null || Form.DeepCheck || !SettingFields.Told("", Form.Settings).SequenceEqual(SettingFields.Told("", new LinkSettings()))
        || Problems.Any(p => p.Member is LinkMembers.Name or nameof(LinkSettings.Parent) or nameof(LinkSettings.Policies) or nameof(LinkSettings.RoleName) or nameof(LinkSettings.Tags) or nameof(LinkSettings.Currency));

    /// <summary>The form as it was posted; a secret that was not typed is that of the draft.</summary>
    internal static LinkForm Read(PageCall call, LinkForm? draft) => new()
    {
        Account = call.Text(LinkMembers.Account),
        Region = call.Text(LinkMembers.Region),
        Credentials = CredentialWords.Find(call.Text(LinkMembers.Credentials)) ?? CredentialKind.Key,
        RoleArn = call.Text(LinkMembers.RoleArn),
        AccessKeyId = call.Text(LinkMembers.AccessKeyId),
        Secret = call.Text(LinkMembers.Secret) is { Length: > 0 } secret ? new Secret(secret) : draft?.Secret,
        EmailPattern = call.Text("mode") == "adopt" && call.Text(LinkMembers.EmailPattern).Length == 0 ? null : call.Text(LinkMembers.EmailPattern),
        Default = call.Text(LinkMembers.Default) == "on",
        Name = call.Text(LinkMembers.Name) is { Length: > 0 } name ? name : null,
        Mode = call.Text("mode") == "adopt" ? LinkMode.Adopt : LinkMode.Fresh,
        Integrate = call.Text("integrate") switch { "on" => true, "off" => false, _ => null },
        Settings = SettingFields.Read(call),
        DeepCheck = call.Text("deep") == "on",
        DraftId = call.Text("draft") is { Length: > 0 } id ? id : null,
    };
}

/// <summary>An address as a pattern makes it, or why it makes none.</summary>
/// <param name="Address">Null when there is no pattern, or a wrong one.</param>
public sealed record EmailExample(string? Address, string? Fault)
{
    internal static EmailExample Of(string? pattern, IdSource ids)
    {
        if (string.IsNullOrWhiteSpace(pattern)) return new EmailExample(null, null);
        var read = EmailPattern.Read(pattern, LinkMembers.EmailPattern);
        return read.Refused ? new EmailExample(null, read.Problems[0].Message) : new EmailExample(read.Value.Expand(ids), null);
    }
}
