using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Cloud.Organizations;

namespace Guildhall.App.Linking.Checks;

/// <summary>Asks IAM about every statement of the minimal policy. vendor-integration.md P6.</summary>
internal static class Permissions
{
    /// <summary>What IAM says of each action, the unneeded one included; the problem when it does not say.</summary>
    public static async Task<CloudAnswer<List<SimulatedAction>>> AskAsync(Scene scene, CancellationToken cancellation)
    {
        var principal = await PrincipalAsync(scene, cancellation);
        var all = new List<SimulatedAction>();
        foreach (var grant in MinimalPolicy.Asked(scene.Wish.Account, scene.Wish.DeepCheck))
        {
            var question = new SimulationQuestion(principal, grant.Actions, grant.Resource) { Context = grant.Context };
            var said = await Pages.AllAsync(marker => scene.Iam.SimulatePrincipalPolicyAsync(question, marker, cancellation));
            if (!said.Gave(out var actions, out var problem)) return problem;
            all.AddRange(actions);
        }

        return all;
    }

    /// <summary>A session's ARN lacks the path of its role: the link knows it, or IAM tells it, or there is none.</summary>
    private static async Task<string> PrincipalAsync(Scene scene, CancellationToken cancellation)
    {
        var principal = PermissionRules.PrincipalOf(scene.Caller);
        if (principal == scene.Caller.Arn) return principal;
        var name = principal.Split('/')[^1];
        if (scene.Wish.Credentials is LinkCredentials.Role role && role.Arn.Split('/')[^1] == name) return role.Arn;
        return (await scene.Iam.GetRoleAsync(name, cancellation)).Value?.Arn ?? principal;
    }
}
