using System.Security.Cryptography;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Wire.Signing;

/// <summary>AWS's own signing suite, each case by header and by query, checked and made (38 cases, 76 signatures each way).</summary>
public sealed class VectorTests
{
    public static TheoryData<string> Cases => Vector.Names;

    [Theory, MemberData(nameof(Cases))]
    public void S02_A_signature_in_the_header_is_accepted(string name) => Accept(name, "header-signed-request.txt");

    [Theory, MemberData(nameof(Cases))]
    public void S02_A_signature_in_the_query_is_accepted(string name) => Accept(name, "query-signed-request.txt");

    [Theory, MemberData(nameof(Cases))]
    public void S01_The_signer_makes_the_signature_of_the_header(string name)
    {
        var vector = Vector.Open(name);
        var request = vector.Request("request.txt");
        request.Headers["X-Amz-Date"] = vector.Date.ToString("yyyyMMdd'T'HHmmss'Z'");
        if (!vector.OmitToken && vector.Credentials.SessionToken is { } token)
            request.Headers["X-Amz-Security-Token"] = token;
        if (vector.SignBody)
            request.Headers["x-amz-content-sha256"] = Convert.ToHexStringLower(SHA256.HashData(request.Body));

        var made = RequestSigner.Authorize(
            request.Request, request.Body, vector.Credentials, vector.Region, vector.Service, vector.Date, vector.Normalize);

        Assert.EndsWith("Signature=" + vector.Text("header-signature.txt"), made, StringComparison.Ordinal);
        Assert.Equal(vector.Request("header-signed-request.txt").Headers.Authorization.ToString(), made);
    }

    [Theory, MemberData(nameof(Cases))]
    public void S01_The_signer_makes_the_signature_of_the_query(string name)
    {
        var vector = Vector.Open(name);
        var request = vector.Request("request.txt");
        var credentials = vector.OmitToken ? vector.Credentials with { SessionToken = null } : vector.Credentials;

        var target = RequestSigner.Presign(
            request.Request, request.Body, credentials, vector.Region, vector.Service, vector.Date, vector.Life, vector.Normalize);

        Assert.EndsWith("&X-Amz-Signature=" + vector.Text("query-signature.txt"), target, StringComparison.Ordinal);
    }

    private static void Accept(string name, string file)
    {
        var vector = Vector.Open(name);
        var request = vector.Request(file);

        Assert.IsType<Verification.Verified>(vector.Verifier().Verify(request.Request, request.Body, vector.Service));
    }
}
