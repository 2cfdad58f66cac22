using Microsoft.Extensions.Primitives;

namespace Guildhall.Wire.Policies;

/// <summary>
/// The condition keys of a request. It is asked only for keys that a policy under evaluation names, so values that cost
/// something, such as the tags of an entity, may be computed when asked for.
/// </summary>
public interface IConditionKeys
{
    /// <summary>The values of <paramref name="key"/>, such as <c>aws:ResourceTag/team</c>; none when the request lacks it.</summary>
    /// <param name="key">The key as the policy writes it; key names are compared without case.</param>
    StringValues Find(string key);
}
