namespace Guildhall.Wire.Policies;

/// <summary>The policies of one layer, of which one allowing is enough and one denying is too much.</summary>
internal sealed record LayerPolicies(PolicyLayer Kind, NamedPolicy[] Policies)
{
    public Evaluation Evaluate(in PolicyRequest request)
    {
        var result = new Evaluation(Verdict.ImplicitDeny, Kind, null, null);
        foreach (var policy in Policies)
        {
            var finding = policy.Document.Find(request);
            if (finding.Statement is not { } statement)
                continue;
            if (statement.Denies)
                return new Evaluation(Verdict.ExplicitDeny, Kind, policy.Name, statement.Label);
            if (!result.IsAllowed)
                result = new Evaluation(Verdict.Allow, Kind, policy.Name, statement.Label);
        }

        return result;
    }
}
