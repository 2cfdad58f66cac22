using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Organizations' words for a text that breaks its rule.</summary>
internal static class BrokenRules
{
    public static WireError Of(TextFault fault, string name, TextRule rule) => fault switch
    {
        TextFault.TooShort => Refusals.Invalid("MIN_LENGTH_EXCEEDED", $"The member {name} must have at least {rule.Min} characters."),
        TextFault.TooLong => Refusals.Invalid("MAX_LENGTH_EXCEEDED", $"The member {name} may have at most {rule.Max} characters."),
        TextFault.WrongPattern => Refusals.Invalid("INVALID_PATTERN", $"The member {name} does not have the required form."),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
