using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App.Linking.Checks;
using Guildhall.Domain;

namespace Guildhall.App.Linking;

/// <summary>The least that Guildhall's key needs, as a policy and as a CloudFormation template. vendor-integration.md 8.3, with what is also needed.</summary>
public static class MinimalPolicy
{
    private const string Private = Organizations.PrivateMarketplaceIntegration.ServicePrincipal;

    internal static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The policy with the account filled in, as indented JSON; fits into a managed policy (6,144 characters without blanks).</summary>
    public static string Json(AccountId account) => Document(account).ToJsonString(Indented);

    /// <summary>A template that makes the user <c>guildhall-api</c> with this policy; its access key is made by hand, so that the secret stays out of the stack.</summary>
    public static string CloudFormation(AccountId account) => new JsonObject
    {
        ["AWSTemplateFormatVersion"] = "2010-09-09",
        ["Description"] = "The user with which Guildhall works on this account. Make its access key in the IAM console.",
        ["Resources"] = new JsonObject
        {
            ["GuildhallPolicy"] = new JsonObject
            {
                ["Type"] = "AWS::IAM::ManagedPolicy",
                ["Properties"] = new JsonObject { ["ManagedPolicyName"] = "Guildhall", ["PolicyDocument"] = Document(account) },
            },
            ["GuildhallUser"] = new JsonObject
            {
                ["Type"] = "AWS::IAM::User",
                ["Properties"] = new JsonObject { ["UserName"] = "guildhall-api", ["ManagedPolicyArns"] = new JsonArray(new JsonObject { ["Ref"] = "GuildhallPolicy" }) },
            },
        },
    }.ToJsonString(Indented);

    /// <summary>A template that makes a role with this policy, which Guildhall takes on: no key at all.</summary>
    public static string RoleTemplate(AccountId account, RoleTrust trust) => new JsonObject
    {
        ["AWSTemplateFormatVersion"] = "2010-09-09",
        ["Description"] = "The role that Guildhall takes on to work on this account. Its ARN is among the outputs.",
        ["Parameters"] = new JsonObject { ["GuildhallPrincipal"] = trust.Parameter() },
        ["Resources"] = new JsonObject
        {
            ["GuildhallPolicy"] = new JsonObject
            {
                ["Type"] = "AWS::IAM::ManagedPolicy",
                ["Properties"] = new JsonObject { ["ManagedPolicyName"] = "Guildhall", ["PolicyDocument"] = Document(account) },
            },
            ["GuildhallRole"] = new JsonObject
            {
                ["Type"] = "AWS::IAM::Role",
                ["Properties"] = new JsonObject
                {
                    ["RoleName"] = "Guildhall",
                    ["AssumeRolePolicyDocument"] = trust.Document(new JsonObject { ["Ref"] = "GuildhallPrincipal" }),
                    ["ManagedPolicyArns"] = new JsonArray(new JsonObject { ["Ref"] = "GuildhallPolicy" }),
                },
            },
        },
        ["Outputs"] = new JsonObject { ["RoleArn"] = new JsonObject { ["Value"] = new JsonObject { ["Fn::GetAtt"] = new JsonArray("GuildhallRole", "Arn") } } },
    }.ToJsonString(Indented);

    /// <summary>What is asked of IAM's simulation: the statements without wildcards, and one action that is not needed.</summary>
    /// <param name="deep">Whether making and deleting a bucket is tried.</param>
    internal static IEnumerable<AskedGrant> Asked(AccountId account, bool deep)
    {
        foreach (var statement in Statements(account))
        {
            var actions = statement.Actions.SelectMany(Spelled).ToList();
            if (statement.Sid == "Identity") actions = [.. actions.Where(a => a != "sts:GetCallerIdentity"), PermissionRules.Unneeded];
            // Rotating one's own key is for later, and the probe for who asks for it: neither stops a link.
            if (statement.Sid == "OwnKeys" || (statement.Sid == "DeepCheck" && !deep)) continue;
            var resource = statement.Sid switch
            {
                "ServiceLinkedRoles" => $"arn:aws:iam::{account}:role/aws-service-role/{Private}/AWSServiceRoleForPrivateMarketplaceAdmin",
                "DeepCheck" => "arn:aws:s3:::guildhall-probe-0",
                "ReportObjects" => statement.Resource.Replace("/*", "/cur/manifest", StringComparison.Ordinal),
                _ => statement.Resource,
            };
            yield return new AskedGrant(actions, resource) { Context = statement.Sid == "ServiceLinkedRoles" ? new Dictionary<string, string> { ["iam:AWSServiceName"] = Private } : new Dictionary<string, string>() };
        }
    }

    private static JsonObject Document(AccountId account) => new()
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray([.. Statements(account).Select(statement => statement.ToJson())]),
    };

    private static IEnumerable<Grant> Statements(AccountId account)
    {
        var bucket = $"arn:aws:s3:::{ReportPlan.BucketOf(account)}";
        return
        [
            new("Identity", "*", ["sts:GetCallerIdentity", "sts:AssumeRole"]),
            new("Organization", "*",
            [
                "organizations:Describe*", "organizations:List*", "organizations:CreateOrganization", "organizations:EnableAllFeatures", "organizations:CreateAccount",
                "organizations:InviteAccountToOrganization", "organizations:CancelHandshake", "organizations:MoveAccount", "organizations:CloseAccount",
                "organizations:RemoveAccountFromOrganization", "organizations:CreateOrganizationalUnit", "organizations:CreatePolicy", "organizations:UpdatePolicy",
                "organizations:AttachPolicy", "organizations:DetachPolicy", "organizations:EnablePolicyType", "organizations:EnableAWSServiceAccess",
                "organizations:RegisterDelegatedAdministrator", "organizations:DeregisterDelegatedAdministrator", "organizations:TagResource", "organizations:UntagResource",
            ]),
            new("Accounts", "*", ["account:GetRegionOptStatus", "account:PutAlternateContact", "account:StartPrimaryEmailUpdate", "account:AcceptPrimaryEmailUpdate", "account:PutAccountName"]),
            new("Roles", "*", ["iam:SimulatePrincipalPolicy", "iam:GetUser", "iam:GetRole"]),
            new("OwnKeys", $"arn:aws:iam::{account}:user/${{aws:username}}", ["iam:ListAccessKeys", "iam:CreateAccessKey", "iam:UpdateAccessKey", "iam:DeleteAccessKey"]),
            new("ServiceLinkedRoles", $"arn:aws:iam::{account}:role/aws-service-role/*", ["iam:CreateServiceLinkedRole"]) { Services = ["organizations.amazonaws.com", Private] },
            new("Buckets", "*", ["s3:ListAllMyBuckets"]),
            new("ReportBucket", bucket, ["s3:CreateBucket", "s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:PutBucketPublicAccessBlock", "s3:ListBucket"]),
            new("ReportObjects", bucket + "/*", ["s3:GetObject"]),
            new("DeepCheck", "arn:aws:s3:::guildhall-probe-*", ["s3:CreateBucket", "s3:DeleteBucket"]),
            new("Reports", "*", ["cur:DescribeReportDefinitions", "cur:PutReportDefinition", "cur:ModifyReportDefinition", "bcm-data-exports:ListExports"]),
            new("Quotas", "*", ["servicequotas:ListServiceQuotas"]),
        ];
    }

    /// <summary>IAM simulates no wildcards: what Guildhall calls of them.</summary>
    private static IEnumerable<string> Spelled(string action) => action switch
    {
        "organizations:Describe*" => ["organizations:DescribeOrganization", "organizations:DescribeAccount", "organizations:DescribeOrganizationalUnit", "organizations:DescribeCreateAccountStatus", "organizations:DescribeHandshake", "organizations:DescribePolicy"],
        "organizations:List*" =>
        [
            "organizations:ListRoots", "organizations:ListAccounts", "organizations:ListParents", "organizations:ListOrganizationalUnitsForParent", "organizations:ListAWSServiceAccessForOrganization",
            "organizations:ListDelegatedAdministrators", "organizations:ListCreateAccountStatus", "organizations:ListHandshakesForOrganization", "organizations:ListTagsForResource",
            "organizations:ListPolicies",
            "organizations:ListPoliciesForTarget",
        ],
        // Only warned about.
        "bcm-data-exports:ListExports" => [],
        _ => [action],
    };

    private sealed record Grant(string Sid, string Resource, IReadOnlyList<string> Actions)
    {
        /// <summary>The services for which a role may be made; empty for no condition.</summary>
        public IReadOnlyList<string> Services { get; init; } = [];

        public JsonNode ToJson()
        {
            var json = new JsonObject { ["Sid"] = Sid, ["Effect"] = "Allow", ["Action"] = Texts(Actions), ["Resource"] = Resource };
            if (Services.Count > 0) json["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { ["iam:AWSServiceName"] = Texts(Services) } };
            return json;
        }

        private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
    }
}

/// <summary>Actions on one resource that IAM is asked about.</summary>
internal sealed record AskedGrant(IReadOnlyList<string> Actions, string Resource)
{
    public IReadOnlyDictionary<string, string> Context { get; init; } = new Dictionary<string, string>();
}
