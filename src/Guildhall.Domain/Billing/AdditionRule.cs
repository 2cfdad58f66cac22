namespace Guildhall.Domain.Billing;

/// <summary>What fixed fees and managed services are for. The numbers are stored: a month that was closed is corrected as it was priced. vendor-integration.md 15.4.</summary>
public enum AdditionRule
{
    /// <summary>A fee for every account with costs, whatever its scope; a service for the whole month in which it holds on some day. Of months closed before the other came.</summary>
    WholeMonth = 0,

    /// <summary>A fee for accounts with a line in its scope on a day on which it holds; a service for the lines in its scope of the days on which it holds.</summary>
    ScopeAndDays = 1,
}
