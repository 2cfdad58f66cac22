using System.Net.Http.Headers;

namespace Guildhall.App.Cloud.Outbound;

/// <summary>Why there is no answer.</summary>
public enum OutboundFailure
{
    /// <summary>Our own guard refused the address: another try is pointless.</summary>
    Refused,

    /// <summary>The name could not be resolved, or nobody listens there, or the connection broke.</summary>
    Unreachable,

    /// <summary>The certificate or the TLS handshake was not accepted.</summary>
    Untrusted,

    /// <summary>No complete answer in time.</summary>
    TimedOut,

    /// <summary>More bytes than allowed; reading stopped there.</summary>
    TooLarge,
}

/// <summary>What came of a call: an answer read to its end, or none.</summary>
public abstract record OutboundAnswer
{
    private OutboundAnswer()
    {
    }

    /// <param name="Status">The HTTP status.</param>
    /// <param name="Headers">The headers as received.</param>
    /// <param name="Body">The whole body, at most as long as the limits allow.</param>
    public sealed record Answered(int Status, HttpResponseHeaders Headers, ReadOnlyMemory<byte> Body) : OutboundAnswer;

    /// <param name="Failure">The class of the failure.</param>
    /// <param name="Reason">One sentence for a person.</param>
    public sealed record Failed(OutboundFailure Failure, string Reason) : OutboundAnswer;
}
