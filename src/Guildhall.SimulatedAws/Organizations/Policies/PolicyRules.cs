using System.Text.RegularExpressions;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Policies;

namespace Guildhall.SimulatedAws.Organizations.Policies;

/// <summary>Limits and refusals of policies (aws-operations.md A.2, A.8).</summary>
internal static partial class PolicyRules
{
    public const string ServiceControl = "SERVICE_CONTROL_POLICY";
    public const int ContentMaximum = 10_240;
    public const int PolicyMaximum = 10_000;
    public const int AttachmentMaximum = 10;

    public static readonly TextRule Id = new(0, 130, IdForm());
    public static readonly TextRule Name = new(1, 128);
    public static readonly TextRule Description = new(0, 512);
    public static readonly TextRule Content = new(1, 1_000_000);
    public static readonly TextRule Target = new(0, 100, TargetForm());
    public static readonly TextRule Root = new(0, 34, RootForm());

    /// <summary>AWS's types of policies; the simulation has the first alone.</summary>
    private static readonly string[] Types =
    [
        ServiceControl, "RESOURCE_CONTROL_POLICY", "TAG_POLICY", "BACKUP_POLICY", "AISERVICES_OPT_OUT_POLICY", "CHATBOT_POLICY", "DECLARATIVE_POLICY_EC2",
        "SECURITYHUB_POLICY", "INSPECTOR_POLICY", "UPGRADE_ROLLOUT_POLICY", "BEDROCK_POLICY", "S3_POLICY", "NETWORK_SECURITY_DIRECTOR_POLICY",
    ];

    public static string Type(this JsonInput input, string member) => input.Word(member, Types);

    public static WireError NotFound(string id) => new("PolicyNotFoundException", $"The organization has no policy {id}.");

    public static WireError NoTarget(string id) => new("TargetNotFoundException", $"The organization has nothing with the id {id}.");

    public static WireError NotAvailable() => new("PolicyTypeNotAvailableForOrganizationException", "The simulated AWS has service control policies alone, and those with all features.");

    public static WireError Taken(string name) => new("DuplicatePolicyException", $"There is a policy called {name} already.");

    /// <summary>What is wrong with a policy's text, or null.</summary>
    public static WireError? Refuse(string content)
    {
        if (content.Length > ContentMaximum) return Refusals.Constraint("POLICY_CONTENT_LIMIT_EXCEEDED", $"A policy may have at most {ContentMaximum} characters.");
        return PolicyDocument.Parse(content, PolicyKind.ServiceControl) is PolicyParse.Refused refused
            ? new WireError("MalformedPolicyDocumentException", string.Join(' ', refused.Errors.Select(error => error.Sentence)))
            : null;
    }

    [GeneratedRegex(@"\Ap-[0-9a-zA-Z_]{8,128}\z")]
    private static partial Regex IdForm();

    [GeneratedRegex(@"\A(r-[0-9a-z]{4,32}|[0-9]{12}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})\z")]
    private static partial Regex TargetForm();

    [GeneratedRegex(@"\Ar-[0-9a-z]{4,32}\z")]
    private static partial Regex RootForm();
}
