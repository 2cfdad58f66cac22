namespace Guildhall.Wire.Dispatch;

/// <summary>An error as the caller sees it; the protocol decides how it is written.</summary>
/// <param name="Code">AWS's name of the error, such as <c>ValidationException</c>.</param>
/// <param name="Message">One line for people, without stack, path or secret.</param>
/// <param name="Status">The HTTP status; null takes the protocol's own for this code.</param>
public sealed record WireError(string Code, string Message, int? Status = null)
{
    /// <summary>Further members of the error, such as <c>Reason</c>, in the order written.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Members { get; init; } = [];

    /// <summary>What is wrong with which members of the input, for the services that tell it so: written as <c>fields</c>.</summary>
    public IReadOnlyList<WireFault> Fields { get; init; } = [];

    /// <summary>When to try again, for throttling and outages; sent as <c>Retry-After</c> in whole seconds.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The same error with one member more.</summary>
    public WireError With(string member, string value) => this with { Members = [.. Members, new(member, value)] };
}

/// <summary>What is wrong with one member of an input.</summary>
public readonly record struct WireFault(string Name, string Message);
