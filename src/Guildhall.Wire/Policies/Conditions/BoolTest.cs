namespace Guildhall.Wire.Policies.Conditions;

/// <summary>The operand of Bool and Null: <c>true</c> or <c>false</c>, in any case.</summary>
internal sealed class BoolTest(bool operand) : ValueTest
{
    public override bool Matches(string value, in PolicyRequest request) => Read(value) == operand;

    /// <summary>The truth value that <paramref name="text"/> names; null when it names none.</summary>
    public static bool? Read(string text)
    {
        if (text.Equals("true", StringComparison.OrdinalIgnoreCase))
            return true;
        return text.Equals("false", StringComparison.OrdinalIgnoreCase) ? false : null;
    }
}
