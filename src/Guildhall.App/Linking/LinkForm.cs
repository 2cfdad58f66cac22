using Guildhall.App.Cloud;
using Guildhall.App.Secrets;
using Guildhall.Domain.Linking;

namespace Guildhall.App.Linking;

/// <summary>The form of a new link as somebody typed it. vendor-integration.md 5; decisions.md 26.</summary>
public sealed record LinkForm
{
    public string? Account { get; init; }

    public string? Region { get; init; } = AwsRegions.Home;

    /// <summary>How the account is reached; the fields of the other ways are not looked at.</summary>
    public CredentialKind Credentials { get; init; }

    /// <summary>The role of the account, where one is taken on.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The external ID that whoever asks believes in; null or empty for whatever Guildhall chose, and anything else than that is refused.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Of the account's key, or of the one that takes the role on.</summary>
    public string? AccessKeyId { get; init; }

    public Secret? Secret { get; init; }

    /// <summary>The way that the given fields speak of, where nobody names one.</summary>
    public static CredentialKind WayOf(string? roleArn, string? accessKeyId, bool ambient) => (string.IsNullOrWhiteSpace(roleArn), string.IsNullOrWhiteSpace(accessKeyId)) switch
    {
        (false, true) => CredentialKind.Role,
        (false, false) => CredentialKind.KeyedRole,
        _ => ambient ? CredentialKind.Ambient : CredentialKind.Key,
    };

    /// <summary>The same with what is given now, over what the form had; its own where neither is given.</summary>
    public CredentialKind WayWith(string? roleArn, string? accessKeyId) =>
        roleArn is null && accessKeyId is null ? Credentials : WayOf(roleArn ?? RoleArn, accessKeyId ?? AccessKeyId, ambient: false);

    /// <summary>Null for none, in mode Adopt alone: then no accounts are made until one is given.</summary>
    public string? EmailPattern { get; init; }

    /// <summary>Whether new accounts go here unless another is chosen; null as long as nobody decided: then the first one is the default.</summary>
    public bool? Default { get; init; }

    /// <summary>Null for <c>aws-</c> and the account.</summary>
    public string? Name { get; init; }

    public LinkMode Mode { get; init; }

    /// <summary>Whether trusted access and the service-linked role of the private marketplace are made too; null: in mode Fresh.</summary>
    public bool? Integrate { get; init; }

    public LinkSettings Settings { get; init; } = new();

    /// <summary>Whether preflight makes and deletes a bucket to prove that it can (P8b).</summary>
    public bool DeepCheck { get; init; }

    /// <summary>The half-filled form that this one was taken up from; it goes when the link is made.</summary>
    public string? DraftId { get; init; }
}

/// <summary>The names of the form's fields in problems, in our API and in pages.</summary>
public static class LinkMembers
{
    public const string Account = "accountId";
    public const string Region = "region";
    public const string Credentials = "credentials";
    public const string RoleArn = "roleArn";
    public const string ExternalId = "externalId";
    public const string AccessKeyId = "accessKeyId";
    public const string Secret = "secretAccessKey";
    public const string EmailPattern = "emailPattern";
    public const string Default = "default";
    public const string Name = "name";
}

/// <summary>A form that was read: everything wrong with it at once, or the wish; and what should be known although it stops nothing.</summary>
/// <param name="Problems">One for each field; <see cref="Domain.Problem.Member"/> names it.</param>
/// <param name="Warnings">Sentences: the same key or pattern elsewhere, reports from another region.</param>
/// <param name="Wish">Null when there are problems.</param>
public sealed record LinkFormReading(IReadOnlyList<Domain.Problem> Problems, IReadOnlyList<LinkWarning> Warnings, LinkWish? Wish);

/// <summary>What should be known of a field although it stops nothing.</summary>
public sealed record LinkWarning(string Member, string Message);
