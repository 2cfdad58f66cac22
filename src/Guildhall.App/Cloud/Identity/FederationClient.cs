using System.Text.Json;
using Guildhall.App.Cloud.Outbound;
using Guildhall.Wire.Signing;

namespace Guildhall.App.Cloud.Identity;

/// <summary>AWS's sign-in endpoint, which gives a session of a role a way into the console. IAM User Guide, "Enable custom identity broker access to the AWS console".</summary>
/// <param name="wayOut">The guarded way out, not disposed here.</param>
public sealed class FederationClient(AwsTarget target, HttpMessageHandler wayOut, TimeProvider time)
{
    private const string Console = "https://console.aws.amazon.com/";

    private static readonly Uri Aws = new("https://signin.aws.amazon.com/federation");

    private Uri Endpoint => target.Endpoint is { } custom ? new Uri(custom, "federation") : Aws;

    /// <summary>The address that signs in whoever opens it within 15 minutes. It is as good as a password: it goes to one person and nowhere else.</summary>
    /// <param name="session">The temporary key of a role.</param>
    /// <param name="issuer">Where to go when the session has ended.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<CloudAnswer<Uri>> SignInAsync(SigningCredentials session, string issuer, CancellationToken cancellationToken)
    {
        var given = JsonSerializer.Serialize(new Dictionary<string, string?> { ["sessionId"] = session.AccessKeyId, ["sessionKey"] = session.SecretAccessKey, ["sessionToken"] = session.SessionToken });
        // In the body: addresses are logged on the way.
        using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint) { Content = new FormUrlEncodedContent([new("Action", "getSigninToken"), new("Session", given)]) };
        using var client = new OutboundClient(wayOut, time);
        return await client.SendAsync(request, OutboundLimits.Control, cancellationToken) switch
        {
            OutboundAnswer.Answered { Status: 200 } answer => TokenIn(answer.Body.Span) is { } token ? Address(token, issuer) : CloudProblem.Garbled("AWS's sign-in gave no token."),
            OutboundAnswer.Answered => new CloudProblem(CloudTrouble.Refused, "SigninRefused", "AWS's sign-in did not take the session.", "Try again; if it goes on, look at the role of the account."),
            OutboundAnswer.Failed failed => CloudProblems.Of(failed, Endpoint),
            _ => throw new InvalidOperationException("An answer is either there or not."),
        };
    }

    private Uri Address(string token, string issuer) =>
        new($"{Endpoint}?Action=login&Issuer={Uri.EscapeDataString(issuer)}&Destination={Uri.EscapeDataString(Console)}&SigninToken={Uri.EscapeDataString(token)}");

    private static string? TokenIn(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            return JsonElement.ParseValue(ref reader) is { ValueKind: JsonValueKind.Object } answer && answer.TryGetProperty("SigninToken", out var token) && token.ValueKind == JsonValueKind.String ? token.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
