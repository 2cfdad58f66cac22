namespace Guildhall.SimulatedAws.Organizations;

/// <summary>The member ServicePrincipal where it must name a service that works with organizations.</summary>
internal static class PrincipalInput
{
    public static string ServicePrincipal(this JsonInput input)
    {
        var principal = input.Text("ServicePrincipal", Rules.ServicePrincipal);
        if (!ServicePrincipals.IsKnown(principal))
            input.Blame(Refusals.Invalid("UNRECOGNIZED_SERVICE_PRINCIPAL", "The service principal is not one that works with organizations."));
        return principal;
    }
}
