using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>
/// The role by which a member account lets its organization's management account in: AWS makes it in accounts that the organization creates; in an invited one the
/// owner does, with what is handed out here. vendor-integration.md 13.3.
/// </summary>
/// <param name="Account">The member account, 12 digits.</param>
/// <param name="Management">Whom the role lets in, 12 digits.</param>
/// <param name="Role">What the role is called.</param>
/// <param name="Allowed">Whether the role is known to let in.</param>
public sealed record ManagementGrant(string Account, string Management, string Role, bool Allowed)
{
    /// <summary>What the stack of the template is called.</summary>
    public const string Stack = "guildhall-management-access";

    private const string Administrator = "arn:aws:iam::aws:policy/AdministratorAccess";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A file's name for the template.</summary>
    public static string FileName => Stack + ".json";

    /// <summary>A CloudFormation template that makes the role, as AWS makes it in an account that the organization creates.</summary>
    public string Template => new JsonObject
    {
        ["AWSTemplateFormatVersion"] = "2010-09-09",
        ["Description"] = $"Lets the management account {Management} of the organization manage this account.",
        ["Resources"] = new JsonObject
        {
            ["ManagementAccess"] = new JsonObject
            {
                ["Type"] = "AWS::IAM::Role",
                ["Properties"] = new JsonObject { ["RoleName"] = Role, ["AssumeRolePolicyDocument"] = Trust(), ["ManagedPolicyArns"] = new JsonArray(Administrator) },
            },
        },
    }.ToJsonString(Indented);

    /// <summary>The same for the AWS CLI, with a key of the member account: one command a line.</summary>
    public IReadOnlyList<string> Commands =>
    [
        $"aws iam create-role --role-name {Role} --assume-role-policy-document '{Trust().ToJsonString(new JsonSerializerOptions(Indented) { WriteIndented = false })}'",
        $"aws iam attach-role-policy --role-name {Role} --policy-arn {Administrator}",
    ];

    private JsonObject Trust() => new()
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray(new JsonObject { ["Effect"] = "Allow", ["Principal"] = new JsonObject { ["AWS"] = $"arn:aws:iam::{Management}:root" }, ["Action"] = "sts:AssumeRole" }),
    };
}
