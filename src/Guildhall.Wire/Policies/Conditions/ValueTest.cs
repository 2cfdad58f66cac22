namespace Guildhall.Wire.Policies.Conditions;

/// <summary>One value written in a condition, as a test of one value of the request.</summary>
internal abstract class ValueTest
{
    /// <summary>The condition keys whose values the test needs; without one of them its statement does not match.</summary>
    public virtual IEnumerable<string> Variables => [];

    public abstract bool Matches(string value, in PolicyRequest request);
}
