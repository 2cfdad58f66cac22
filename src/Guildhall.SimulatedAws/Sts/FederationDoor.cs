using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Guildhall.SimulatedAws.Access;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Worlds;
using Microsoft.AspNetCore.Http;

namespace Guildhall.SimulatedAws.Sts;

/// <summary>
/// <c>/federation</c>, which is <c>signin.aws.amazon.com</c> on AWS: a role's session for a sign-in token, and the token for the console (IAM User Guide,
/// "Enable custom identity broker access to the AWS console"). The console is a page that says whose session it is.
/// </summary>
internal sealed class FederationDoor(World world)
{
    public const string Path = "/federation";

    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, SigninToken> _tokens = new(StringComparer.Ordinal);

    public async Task ServeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path != Path)
        {
            await next(context);
            return;
        }

        var fields = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        string Field(string name) => (fields is null ? context.Request.Query[name] : fields[name]).ToString();
        await (Field("Action") switch
        {
            "getSigninToken" => GiveAsync(context, Field("Session")),
            "login" => LogInAsync(context, Field("SigninToken"), Field("Destination")),
            _ => RefuseAsync(context, "The Action must be getSigninToken or login."),
        });
    }

    private async Task GiveAsync(HttpContext context, string session)
    {
        if (Read(session) is not { } given || world.Look(state => Find(state, given)) is not { } found)
        {
            await RefuseAsync(context, "The session is not one of this AWS, or has ended.");
            return;
        }

        foreach (var (old, kept) in _tokens) if (kept.Until < world.Clock.GetUtcNow()) _tokens.TryRemove(old, out _);
        var token = world.Look(state => state.Secrets.SessionToken());
        _tokens[token] = new SigninToken(found.Id, world.Clock.GetUtcNow() + TokenLife);
        await context.Response.WriteAsJsonAsync(new Dictionary<string, string> { ["SigninToken"] = token }, context.RequestAborted);
    }

    private Task LogInAsync(HttpContext context, string token, string destination)
    {
        if (!_tokens.TryGetValue(token, out var kept) || kept.Until < world.Clock.GetUtcNow()) return RefuseAsync(context, "The sign-in token is unknown or too old.");
        var arn = world.Look(state => Identity.Find(state, new Signer.Session("", kept.Session))?.Arn);
        if (arn is null) return RefuseAsync(context, "The session has ended.");
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync($"The console of the simulated AWS.\nSigned in as {arn}\nDestination {destination}\n", context.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext context, string sentence)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(sentence, context.RequestAborted);
    }

    private static RoleSession? Find(WorldState state, GivenSession given) =>
        state.Tables.Sessions.Find(given.SessionId) is { } session && session.ExpiresAt > state.Now && Same(session.Secret, given.SessionKey) && Same(session.Token, given.SessionToken) ? session : null;

    private static bool Same(string one, string? other) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other ?? ""));

    private static GivenSession? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<GivenSession>(json, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record GivenSession(string? SessionId, string? SessionKey, string? SessionToken);

    private sealed record SigninToken(string Session, DateTimeOffset Until);
}
