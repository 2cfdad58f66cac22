using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Iam;

/// <summary>The errors of IAM (aws-operations.md A.9).</summary>
internal static class Refusals
{
    public static WireError NoUser(string name) => new("NoSuchEntity", $"The account has no user with the name {name}.", 404);

    public static WireError NoRole(string name) => new("NoSuchEntity", $"The account has no role with the name {name}.", 404);

    public static WireError NoPolicy(string name) => new("NoSuchEntity", $"There is no policy {name} here.", 404);

    public static WireError NoKey(string id) => new("NoSuchEntity", $"The owner has no access key {id}.", 404);

    public static WireError Exists(string kind, string name) => new("EntityAlreadyExists", $"The account has a {kind} with the name {name} already.", 409);

    public static WireError Limit(string what, int quota) => new("LimitExceeded", $"The quota {what} is {quota}.", 409);

    public static WireError Conflict(string message) => new("DeleteConflict", message, 409);

    public static WireError Input(string message) => new("InvalidInput", message, 400);

    public static WireError Malformed(string message) => new("MalformedPolicyDocument", message, 400);

    public static WireError Unmodifiable(string roleName) =>
        new("UnmodifiableEntity", $"The role {roleName} belongs to a service, which alone may change it.", 400);
}
