namespace Guildhall.App.Cloud.Outbound;

/// <summary>
/// Thrown inside the HTTP pipeline, where a refusal can only travel as an exception; <see cref="OutboundClient"/> turns it into a value.
/// </summary>
public sealed class OutboundRefusedException : HttpRequestException
{
    public OutboundRefusedException()
    {
    }

    public OutboundRefusedException(string message)
        : base(message)
    {
    }

    public OutboundRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
