using System.Net;
using Guildhall.Wire.Signing;

namespace Guildhall.Wire.Dispatch;

/// <summary>A refused authentication, for audit and counting (S-62, S-63). Holds no secret and no signature.</summary>
/// <param name="RequestId">The id the caller was answered with.</param>
/// <param name="Failure">The kind.</param>
/// <param name="AccessKeyId">The key id named by the caller, as far as it got.</param>
/// <param name="RemoteAddress">Where from.</param>
/// <param name="Service">The signing name of the service called.</param>
/// <param name="Operation">The operation called; null for Guildhall's own API.</param>
public sealed record FailedAuthentication(
    string RequestId, AuthenticationFailure Failure, string? AccessKeyId, IPAddress? RemoteAddress, string Service, string? Operation);
