using Guildhall.App.Access;
using Guildhall.App.People;

namespace Guildhall.App.Audit;

/// <summary>Through which door an audited act came in. It follows from the credential that the act carries, so that no use case has to be told.</summary>
public static class AuditSources
{
    /// <summary>The AWS protocols, signed with an access key.</summary>
    public const string AwsApi = "aws-api";

    /// <summary>Guildhall's own API, signed with an access key.</summary>
    public const string Api = "api";

    public const string Page = "page";
    public const string Cli = "cli";

    /// <summary>Guildhall itself: expiry, reconciliation.</summary>
    public const string Itself = "system";

    /// <summary>The door of a caller at a use case that the AWS protocols reach; <paramref name="credential"/> is null for Guildhall itself.</summary>
    public static string Of(string? credential) =>
        credential is null ? Itself
        : Person.IdIn(credential) is not null ? Page
        : credential == LocalOperator.Credential ? Cli
        : AwsApi;

    /// <summary>As the other, at a use case that of all APIs only our own reaches.</summary>
    public static string OfOwn(string credential) => Of(credential) is var source && source == AwsApi ? Api : source;
}
