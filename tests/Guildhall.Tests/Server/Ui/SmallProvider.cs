using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Guildhall.Tests.Server.Ui;

/// <summary>
/// An OpenID Connect provider on a real port: discovery, keys, authorization code with PKCE checked, signed ID tokens. It asks nobody and says yes; tests change what
/// it puts into tokens.
/// </summary>
internal sealed class SmallProvider : IAsyncDisposable
{
    public const string ClientId = "guildhall";
    public const string ClientSecret = "the client's secret";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, IQueryCollection> _codes = new();
    private RsaSecurityKey _key = NewKey();

    private SmallProvider(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    /// <summary>The claims of the next tokens, beside those of the protocol.</summary>
    public Dictionary<string, object> Claims { get; } = new() { ["sub"] = "u-1", ["email"] = "olga@example.com", ["email_verified"] = true, ["name"] = "Olga", ["groups"] = new[] { "buyers" } };

    /// <summary>Claims of the protocol that are wrong on purpose.</summary>
    public Dictionary<string, object> Wrong { get; } = [];

    /// <summary>Signs with a key that is not among the published ones.</summary>
    public bool Forges { get; set; }

    public static async Task<SmallProvider> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var provider = new SmallProvider(app);
        app.UseRouting();
        app.MapGet("/.well-known/openid-configuration", context => context.Response.WriteAsJsonAsync(new
        {
            issuer = provider.Url,
            authorization_endpoint = provider.Url + "/authorize",
            token_endpoint = provider.Url + "/token",
            jwks_uri = provider.Url + "/keys",
        }));
        app.MapGet("/keys", context => context.Response.WriteAsJsonAsync(new { keys = new[] { provider.PublicKey() } }));
        app.MapGet("/authorize", provider.Authorize);
        app.MapPost("/token", provider.TokenAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return provider;
    }

    /// <summary>From now on other keys: those who keep the old ones must look again.</summary>
    public void RollOver() => _key = NewKey();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task Authorize(HttpContext context)
    {
        var query = context.Request.Query;
        var code = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
        _codes[code] = query;
        context.Response.Redirect($"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"]!)}");
        return Task.CompletedTask;
    }

    private async Task TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(TestContext.Current.CancellationToken);
        var authorization = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{Uri.EscapeDataString(ClientSecret)}"));
        var challenge = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (context.Request.Headers.Authorization != authorization || !_codes.TryRemove(form["code"].ToString(), out var asked)
            || asked["code_challenge"] != challenge || asked["code_challenge_method"] != "S256" || asked["redirect_uri"] != form["redirect_uri"])
        {
            context.Response.StatusCode = 400;
            return;
        }

        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>(Claims) { ["iss"] = Url, ["aud"] = ClientId, ["iat"] = now, ["exp"] = now + 300, ["nonce"] = asked["nonce"].ToString(), ["auth_time"] = now };
        foreach (var (name, value) in Wrong) claims[name] = value;
        var key = Forges ? NewKey(_key.KeyId) : _key;
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor { Claims = claims, SigningCredentials = new SigningCredentials(key, "RS256") });
        await context.Response.WriteAsJsonAsync(new { access_token = "a", token_type = "Bearer", id_token = token }, TestContext.Current.CancellationToken);
    }

    private object PublicKey()
    {
        var key = _key.Rsa.ExportParameters(false);
        return new { kty = "RSA", use = "sig", alg = "RS256", kid = _key.KeyId, n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) };
    }

    private static RsaSecurityKey NewKey(string? id = null) => new(RSA.Create(2048)) { KeyId = id ?? Convert.ToHexString(RandomNumberGenerator.GetBytes(4)) };
}
