using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Keys;
using Guildhall.Domain;

namespace Guildhall.App.Secrets;

/// <summary>Why KMS does not give the master key: one sentence, one repair step. security.md S-14.</summary>
internal static class KmsRefusals
{
    public const string Code = "MASTER_KEY_LOCKED";

    public static Problem Of(CloudProblem problem, KmsKeyName key) => new(ProblemKind.Upstream, Code, $"The master key cannot be had from KMS key {key}: {Sentence(problem, key)}");

    /// <summary>Whether it was another key that has encrypted this.</summary>
    public static bool IsAnother(CloudProblem problem) => problem.Code is "InvalidCiphertextException" or "IncorrectKeyException";

    private static string Sentence(CloudProblem problem, KmsKeyName key) => problem switch
    {
        { Code: "NotFoundException" } => "KMS does not know this key. Correct master-key-kms: account, region and id must be the key's.",
        { Code: "DisabledException" } => "the key is disabled. Enable it in the KMS console, then start again.",
        { Code: "KMSInvalidStateException" or "KeyUnavailableException" } => $"the key is not usable now ({problem.Code}). Cancel its deletion or wait until KMS shows it as enabled, then start again.",
        _ when IsAnother(problem) => $"what is stored was not encrypted by this key ({problem.Code}). Name the key that was used, or restore the backup that belongs to it.",
        { Code: "InvalidKeyUsageException" } => "it is no key for encryption. Make a symmetric key for encryption and decryption, and name that.",
        { Kind: CloudTrouble.Denied } => $"AWS does not let this server use it. Allow kms:GenerateDataKey and kms:Decrypt on {key.Arn} to this server's role or user, in IAM or in the key's policy.",
        { Kind: CloudTrouble.Credentials } => $"{problem.Message} Give this server an instance profile, a task or pod role, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
        _ => $"{problem.Message} {problem.Repair} Then start again.",
    };
}
