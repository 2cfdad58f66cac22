using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Cloud.Organizations;
using Guildhall.Domain.Organizations;

namespace Guildhall.App.Organizations;

/// <summary>What the steps of one reading share.</summary>
internal sealed class Reading(OrganizationsClient organizations, IamClient iam, Organization? known, ReadingProgress progress)
{
    public OrganizationsClient Organizations { get; } = organizations;

    public IamClient Iam { get; } = iam;

    public Organization? Known { get; } = known;

    public ReadingProgress Progress { get; } = progress;

    public PageGuard Pages { get; } = new(progress);

    public MissingNodes Missing => field ??= new MissingNodes(Known, Progress);

    /// <summary>
    /// Takes a page of accounts in. A record of somebody else needs review and stays out, alone (S-53); if it bears the id of an account that is known,
    /// that one is asked for by name before the end, like any other that was not seen.
    /// </summary>
    public void TakeListed(Page<ListedAccount> page, Func<ListedAccount, string> parent)
    {
        Progress.NeedsReview.UnionWith(page.Strangers);
        foreach (var account in page.Items)
        {
            if (Take(account, parent(account)) is { } stranger) Progress.NeedsReview.Add(stranger.Message);
        }
    }

    /// <summary>Takes an account in, when it belongs to the organization; otherwise the problem (S-53).</summary>
    public CloudProblem? Take(ListedAccount account, string parent)
    {
        if (account.Organization != Progress.Organization || account.ManagementAccount != Progress.ManagementAccount)
            return CloudProblem.NotOurs($"AWS lists account {account.Id} with the ARN of another organization; it needs review.");
        if (account.Path is [var root, ..])
        {
            Progress.Root ??= root;
            if (Progress.Root != root) return CloudProblem.NotOurs($"AWS lists account {account.Id} under another root; it needs review.");
            Remember(account.Path);
        }

        Progress.Accounts[account.Id] = new ReadAccount(account.Name, account.Email, account.State, parent);
        return null;
    }

    /// <summary>Keeps what a path says about what holds which OU.</summary>
    public void Remember(IReadOnlyList<string> path)
    {
        for (var level = 1; level < path.Count; level++) Progress.Above[path[level]] = path[level - 1];
    }
}
