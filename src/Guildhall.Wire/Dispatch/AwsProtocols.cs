using Guildhall.Wire.Signing;
using Microsoft.AspNetCore.Builder;

namespace Guildhall.Wire.Dispatch;

/// <summary>Puts the AWS protocols into a server.</summary>
public static class AwsProtocols
{
    /// <summary>Adds the dispatcher. Place it before everything else: it takes AWS calls and passes the rest on.</summary>
    /// <param name="app">The server.</param>
    /// <param name="table">The operations served.</param>
    /// <param name="verifier">Checks signatures.</param>
    /// <param name="options">How the protocols are spoken.</param>
    public static IApplicationBuilder UseAwsProtocols(
        this IApplicationBuilder app, OperationTable table, SignatureVerifier verifier, DispatchOptions options) =>
        app.UseMiddleware<AwsDispatcher>(table, verifier, options);
}
