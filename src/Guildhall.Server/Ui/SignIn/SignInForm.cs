using System.Collections.Immutable;
using Guildhall.Domain;

namespace Guildhall.Server.Ui.SignIn;

/// <summary>The sign-in form as it is shown: what was typed, except the password, and what was wrong.</summary>
public sealed record SignInForm(string Email, string Return)
{
    public ImmutableArray<Problem> Problems { get; init; } = [];
}
