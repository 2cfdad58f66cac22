using Guildhall.Server.Hosting;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Discovery;

/// <summary>Whole addresses of pictures, as a client outside needs them: below the public address, or as the caller named this server.</summary>
internal sealed class LogoAddresses(Uri? publicUrl)
{
    private readonly string? _origin = publicUrl?.GetLeftPart(UriPartial.Authority);

    public string Origin(OperationCall call) => _origin ?? call.Origin;

    /// <summary>Its own, or that of its initials.</summary>
    public static string Of(string origin, string? logo, string title) => logo ?? origin + InitialsImage.PathOf(title);
}
