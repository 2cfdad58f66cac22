using System.Text.Json;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Wire.Signing;

/// <summary>One case of AWS's signing suite: a folder with a request, a context and its two signatures.</summary>
internal sealed record Vector(string Folder, JsonElement Context)
{
    private const string Suite = "sigv4/aws-c-auth/v4";

    public static TheoryData<string> Names => new(TestData.FindOrNull(Suite) is { } folder
        ? Directory.GetDirectories(folder).Select(one => Path.GetFileName(one)).Order()
        : ["none"]);

    public DateTimeOffset Date => Context.GetProperty("timestamp").GetDateTimeOffset();

    public TimeSpan Life => TimeSpan.FromSeconds(Context.GetProperty("expiration_in_seconds").GetInt32());

    public string Region => Context.GetProperty("region").GetString()!;

    public string Service => Context.GetProperty("service").GetString()!;

    public bool Normalize => Context.GetProperty("normalize").GetBoolean();

    public bool SignBody => Context.GetProperty("sign_body").GetBoolean();

    public bool OmitToken => Context.TryGetProperty("omit_session_token", out var omit) && omit.GetBoolean();

    public SigningCredentials Credentials
    {
        get
        {
            var one = Context.GetProperty("credentials");
            return new(
                one.GetProperty("access_key_id").GetString()!,
                one.GetProperty("secret_access_key").GetString()!,
                one.TryGetProperty("token", out var token) ? token.GetString() : null);
        }
    }

    public static Vector Open(string name)
    {
        var folder = Path.Combine(TestData.Find(Suite), name);
        return new(folder, JsonElement.Parse(File.ReadAllBytes(Path.Combine(folder, "context.json"))));
    }

    public HttpText Request(string file) => HttpText.Read(Path.Combine(Folder, file));

    public string Text(string file) => File.ReadAllText(Path.Combine(Folder, file)).Trim();

    public SignatureVerifier Verifier()
    {
        var (id, secret, token) = Credentials;
        return new(
            new KeyTable([new(id, secret, true, token, null, "tester")]),
            new FixedClock(Date),
            new() { NormalizePath = Normalize, Regions = new HashSet<string> { Region } });
    }
}
