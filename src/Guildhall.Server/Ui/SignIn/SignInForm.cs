using System.Collections.Immutable;
using Guildhall.Domain;

namespace Guildhall.Server.Ui.SignIn;

/// <summary>The sign-in form as it is shown: what was typed, except the password, and what was wrong.</summary>
public sealed record SignInForm(string Email, string Return)
{
    /// <summary>The identity provider one may sign in through; null for none.</summary>
    public string? Provider { get; init; }

    public ImmutableArray<Problem> Problems { get; init; } = [];
}
