using System.Collections.Frozen;
using Guildhall.Wire.Policies;

namespace Guildhall.SimulatedAws.Iam;

/// <summary>The AWS-managed policies that can be attached here, by ARN (data/iam, AWS Managed Policy Reference).</summary>
internal static class ManagedPolicies
{
    public const string AdministratorAccess = Prefix + "AdministratorAccess";
    private const string Owner = "arn:aws:iam::aws:";
    private const string Prefix = Owner + "policy/";
    private const string ServiceRoles = "aws-service-role/";

    private static readonly FrozenDictionary<string, NamedPolicy> Documents = new[]
    {
        "AdministratorAccess",
        "PowerUserAccess",
        "IAMFullAccess",
        "IAMReadOnlyAccess",
        "AWSOrganizationsFullAccess",
        "AWSOrganizationsReadOnlyAccess",
        "AWSPrivateMarketplaceAdminFullAccess",
        "AWSPrivateMarketplaceRequests",
        ServiceRoles + "AWSOrganizationsServiceTrustPolicy",
        ServiceRoles + "AWSServiceRoleForPrivateMarketplaceAdminPolicy",
    }.ToFrozenDictionary(Arn, Read);

    public static string Arn(string name) => Prefix + name;

    /// <summary>The ARN of a policy for a service-linked role alone.</summary>
    public static string ServiceArn(string name) => Prefix + ServiceRoles + name;

    /// <summary>The ARNs of all that are known here.</summary>
    public static IEnumerable<string> Arns => Documents.Keys;

    /// <summary>The policy, or null when there is none of this ARN.</summary>
    public static NamedPolicy? Find(string arn) => Documents.GetValueOrDefault(arn);

    /// <summary>Whether it is one of AWS's policies, whether it is known here or not.</summary>
    public static bool IsAws(string arn) => arn.StartsWith(Owner, StringComparison.Ordinal);

    /// <summary>Whether it is a policy for a service-linked role alone, which nobody may attach.</summary>
    public static bool IsForServices(string arn) => arn.StartsWith(Prefix + ServiceRoles, StringComparison.Ordinal);

    /// <summary>The last part of a policy's ARN.</summary>
    public static string NameOf(string arn) => arn[(arn.LastIndexOf('/') + 1)..];

    /// <summary>The path in a policy's ARN: <c>/</c>, or <c>/aws-service-role/</c>.</summary>
    public static string PathOf(string arn) => arn[arn.IndexOf('/')..(arn.LastIndexOf('/') + 1)];

    private static NamedPolicy Read(string name)
    {
        var resource = $"{typeof(ManagedPolicies).Namespace}.Documents.{NameOf(name)}.json";
        using var stream = typeof(ManagedPolicies).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The policy {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return new NamedPolicy(NameOf(name), PolicyDocument.FromStored(reader.ReadToEnd()));
    }
}
