namespace Guildhall.SimulatedAws.Worlds;

/// <summary>The trust policies of roles that AWS makes by itself.</summary>
internal static class TrustPolicies
{
    public static string ForAccount(string accountId) => For("AWS", $"arn:aws:iam::{accountId}:root");

    public static string ForService(string principal) => For("Service", principal);

    private static string For(string kind, string principal) => $$$"""
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"{{{kind}}}":"{{{principal}}}"},"Action":"sts:AssumeRole"}]}
        """;
}
