using System.Net;

namespace Guildhall.App.Cloud.Outbound;

/// <summary>
/// The handler under all outbound HTTP: https only (plain http for the configured endpoint), no redirects, cookies, proxy or decompression, and
/// every address checked and then dialled without a second look-up. security.md S-50, S-51.
/// </summary>
public sealed class GuardedHandler : DelegatingHandler
{
    private readonly OutboundSettings _settings;

    public GuardedHandler(OutboundSettings settings)
    {
        _settings = settings;
        InnerHandler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = settings.ConnectTimeout,
            ConnectCallback = new GuardedDial(settings).ConnectAsync,
            MaxResponseHeadersLength = 64,
            MaxResponseDrainSize = 64 * 1024,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ActivityHeadersPropagator = null,
        };
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Refusal(request.RequestUri) is { } why) throw new OutboundRefusedException(why);
        return base.SendAsync(request, cancellationToken);
    }

    private string? Refusal(Uri? target) => target switch
    {
        not { IsAbsoluteUri: true } => "The address is not complete.",
        { UserInfo.Length: > 0 } => "The address holds a user name.",
        { Scheme: "https" } => null,
        { Scheme: "http" } when _settings.TakesPlain(target) => null,
        _ => "Only https is allowed, except for an endpoint on loopback from the configuration.",
    };
}
