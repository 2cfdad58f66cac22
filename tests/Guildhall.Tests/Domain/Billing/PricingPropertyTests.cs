using System.Numerics;
using Guildhall.Domain.Billing;

namespace Guildhall.Tests.Domain.Billing;

/// <summary>Random months against an oracle that is slow and obvious: fractions of whole numbers, line by line, rules looked for by trying all of them.</summary>
public sealed class PricingPropertyTests
{
    /// <summary>Ten-thousand-millionths of a unit to which the parts of a rounded price may add up beside the exact one: half of one for each rounding.</summary>
    private static BigInteger Off(int roundings) => roundings;

    [Fact]
    public void Vendor15_4_A_price_is_what_the_winning_rule_makes_of_each_line() => InManyWorlds(seed =>
    {
        var books = new RandomBooks(seed);
        var lines = books.Priced(books.Costs).Where(p => !p.Addition).ToList();
        Assert.Equal(books.Costs.Aggregate(BigInteger.Zero, (sum, c) => sum + c.Unblended.Units), lines.Aggregate(BigInteger.Zero, (sum, l) => sum + (BigInteger)l.Cost));
        foreach (var group in lines.GroupBy(l => (l.Key, l.Rule)))
        {
            if (group.Key.Rule is { Kind: PriceKind.Tiered }) continue;
            var expected = BigInteger.Zero;
            foreach (var cost in books.Costs.Where(c => c.Key == group.Key.Key && WinnerOf(books, c) == group.Key.Rule)) expected += Millionths(books, cost);
            var priced = group.Aggregate(BigInteger.Zero, (sum, l) => sum + ((BigInteger)l.Priced * Percent.Whole));
            Assert.True(BigInteger.Abs(expected - priced) <= Off(group.Count() * Percent.Whole), $"seed {seed}: {expected} and {priced}");
        }
    });

    [Fact]
    public void Vendor15_4_The_parts_of_a_tiered_rule_are_each_for_what_lies_in_them() => InManyWorlds(seed =>
    {
        var books = new RandomBooks(seed);
        foreach (var group in books.Priced(books.Costs).Where(p => p.Rule is { Kind: PriceKind.Tiered } && !p.Addition).GroupBy(p => (p.Account.Id, p.Key.Currency, p.Rule)))
        {
            var total = group.Aggregate(BigInteger.Zero, (sum, l) => sum + (BigInteger)l.Cost);
            var (expected, from) = (total * Percent.Whole, BigInteger.Zero);
            foreach (var tier in group.Key.Rule!.Tiers)
            {
                var end = tier.UpTo is { } upTo && total > upTo.Units ? upTo.Units : total;
                if (end > from || total <= 0) expected += (end - from) * tier.Percent.TenThousandths;
                from = BigInteger.Max(from, end);
                if (total <= 0) break;
            }

            var priced = group.Aggregate(BigInteger.Zero, (sum, l) => sum + (BigInteger)l.Priced) * Percent.Whole;
            Assert.True(BigInteger.Abs(expected - priced) <= Off(3 * Percent.Whole), $"seed {seed}: {expected} and {priced}");
        }
    });

    [Fact]
    public void Vendor15_4_A_fee_is_for_who_has_a_line_in_its_scope_and_a_service_for_the_lines_of_its_days() => InManyWorlds(seed =>
    {
        var books = new RandomBooks(seed);
        var added = books.Priced(books.Costs).Where(p => p.Addition).ToLookup(p => p.Account.Id);
        foreach (var account in books.Costs.GroupBy(c => c.Key.Account.Value))
        {
            var mine = books.Rules.Where(r => IsFor(books, r, account.Key)).OrderByDescending(Strength).ToList();
            var fees = mine.Where(r => r.Kind == PriceKind.FixedFee).GroupBy(r => r.Scope).Select(g => g.FirstOrDefault(r => account.Any(c => r.Scope.Holds(c.Key) && Holds(r, c.Day)))).OfType<PriceRule>();
            Assert.Equal(fees.Select(f => (f.Version, f.Currency!, (Int128)f.Fee.Units)).Order(), added[account.Key].Where(p => p.Rule!.Kind == PriceKind.FixedFee).Select(p => (p.Rule!.Version, p.Key.Currency, p.Priced)).Order());

            // A tiered part of a day is not told apart: those have a test of their own.
            if (account.Any(c => WinnerOf(books, c)?.Kind == PriceKind.Tiered)) continue;
            var services = mine.Where(r => r.Kind == PriceKind.ManagedService).GroupBy(r => r.Scope).SelectMany(g => account
                .Where(c => g.Key.Holds(c.Key) && LineItemType.IsPriced(c.Key.LineItemType)).Select(c => (Rule: g.FirstOrDefault(r => Holds(r, c.Day)), Cost: c)).Where(c => c.Rule is not null));
            var expected = services.GroupBy(s => (s.Rule!.Version, s.Cost.Key.Currency)).ToDictionary(g => g.Key, g => g.Aggregate(BigInteger.Zero, (sum, s) => sum + (Millionths(books, s.Cost) * s.Rule!.Percent.TenThousandths)) / Percent.Whole);
            var priced = added[account.Key].Where(p => p.Rule!.Kind == PriceKind.ManagedService).ToDictionary(p => (p.Rule!.Version, p.Key.Currency), p => (BigInteger)p.Priced * Percent.Whole);
            Assert.Equal(expected.Keys.Order(), priced.Keys.Order());
            Assert.All(expected, e => Assert.True(BigInteger.Abs(e.Value - priced[e.Key]) <= Off(10 * account.Count() * Percent.Whole), $"seed {seed}: {e.Value} and {priced[e.Key]}"));
        }

        static bool Holds(PriceRule rule, DateOnly day) => day >= rule.From && day <= (rule.Until ?? DateOnly.MaxValue);
    });

    [Fact]
    public void Vendor19_10_Statements_and_what_is_unassigned_are_the_report_times_the_rules_to_the_cent() => InManyWorlds(seed =>
    {
        var books = new RandomBooks(seed);
        var priced = books.Priced(books.Costs);
        var statements = new Statements(books.Month.First, _ => null).Of(StatementLines.Of(priced));
        foreach (var currency in priced.Select(p => p.Key.Currency).Distinct())
        {
            var cents = MinorUnits.Of(currency);
            var whole = priced.Where(p => p.Key.Currency == currency).Aggregate(BigInteger.Zero, (sum, p) => sum + (BigInteger)p.Priced);
            Assert.Equal(HalfAway(whole * cents, Amount.One), statements.Where(s => s.Currency == currency).Sum(s => s.Total));
        }

        foreach (var statement in statements)
        {
            Assert.Equal(statement.Total, statement.Lines.Sum(l => l.Billed));
            Assert.All(statement.Lines.Where(l => l.Block != StatementBlock.Rounding), l => Assert.Equal(HalfAway((BigInteger)l.Priced * MinorUnits.Of(statement.Currency), Amount.One), l.Billed));
            if (statement.Company is not null) Assert.Equal(HalfAway((BigInteger)statement.Priced * MinorUnits.Of(statement.Currency), Amount.One), statement.Total);
        }
    }, worlds: 10_000);

    [Fact]
    public void Vendor15_5_What_was_billed_and_its_corrections_are_the_restated_report_times_the_rules_by_the_rate_of_its_month() => InManyWorlds(seed =>
    {
        var (books, rates) = (new RandomBooks(seed), new RandomRates(seed));
        var (month, told, own) = (books.Month.First, new List<CompanyLine>(), StatementLines.Of(books.Priced(books.Costs)).ToList());
        var now = own;
        for (var version = 0; version < 3; version++)
        {
            if (version > 0) now = [.. StatementLines.Of(books.Priced(books.Restated()))];
            var corrections = Corrections.Of(month, now, told).ToList();
            told.AddRange(version == 0 ? own : corrections);
            Assert.True(IsTold(now, told), $"seed {seed}");
            var next = books.Month.Plus(version).First;
            var statements = new Statements(next, l => rates.Of(l.Line.Corrects ?? next, l.Currency)).Of(version == 0 ? own : [.. own, .. corrections]);
            foreach (var statement in statements.Where(s => s.Company is not null)) IsBilledBy(rates, statement);
            Assert.Equal(version == 0 ? 0 : corrections.Count, statements.Sum(s => s.Lines.Count(l => l.Block == StatementBlock.Corrections)));
        }

        Assert.Empty(Corrections.Of(month, now, told));
    }, worlds: 10_000);

    [Fact]
    public void Vendor15_5_Costs_that_are_kept_apart_by_more_than_before_are_no_correction() => InManyWorlds(seed =>
    {
        var books = new RandomBooks(seed);
        var apart = books.Costs.Select((cost, at) => cost with { Key = cost.Key with { UsageType = $"BoxUsage:{at % 7}" } });
        Assert.Empty(Corrections.Of(books.Month.First, StatementLines.Of(books.Priced(apart)), StatementLines.Of(books.Priced(books.Costs))));
    });

    [Fact]
    public void The_order_in_which_costs_come_changes_nothing() => InManyWorlds(seed =>
    {
        var books = new RandomBooks(seed);
        var shuffled = books.Costs.ToArray();
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(books.Priced(books.Costs), books.Priced(shuffled));
    });

    /// <summary>In millionths of a ten-thousand-millionth, so that nothing is rounded.</summary>
    private static BigInteger Millionths(RandomBooks books, Cost cost)
    {
        BigInteger units = cost.Unblended.Units;
        if (cost.Key.LineItemType == LineItemType.Tax) return units * Percent.Whole;
        if (cost.Key.LineItemType is LineItemType.Credit or LineItemType.Refund)
        {
            return books.Defaults.Credits switch
            {
                CreditHandling.PassThrough => units * Percent.Whole,
                CreditHandling.Share => units * books.Defaults.Share.TenThousandths,
                _ => 0,
            };
        }

        return WinnerOf(books, cost) switch
        {
            { Kind: PriceKind.Discount } rule => units * (Percent.Whole - rule.Percent.TenThousandths),
            { } rule => units * (Percent.Whole + rule.Percent.TenThousandths),
            null when cost.Key.BillingEntity == BillingEntity.Marketplace => units * (Percent.Whole + books.Defaults.Marketplace.TenThousandths),
            null => units * (Percent.Whole + books.Defaults.Aws.TenThousandths),
        };
    }

    private static PriceRule? WinnerOf(RandomBooks books, Cost cost)
    {
        if (cost.Key.LineItemType is LineItemType.Tax or LineItemType.Credit or LineItemType.Refund) return null;
        PriceRule? best = null;
        foreach (var rule in books.Rules.Where(r => r.Kind is PriceKind.Markup or PriceKind.Discount or PriceKind.Tiered))
        {
            if (cost.Day < rule.From || cost.Day > (rule.Until ?? DateOnly.MaxValue) || !rule.Scope.Holds(cost.Key) || !IsFor(books, rule, cost.Key.Account.Value)) continue;
            if (best is null || Strength(rule).CompareTo(Strength(best)) > 0) best = rule;
        }

        return best;
    }

    private static bool IsFor(RandomBooks books, PriceRule rule, string account) => rule.Tenant is null or RandomBooks.Organization && rule.Target.Holds(RandomBooks.Organization, books.Find(account));

    private static (PriceTargetKind, PriceScopeKind, int, DateTimeOffset, int) Strength(PriceRule rule) => (rule.Target.Kind, rule.Scope.Kind, rule.Priority, rule.Made, rule.Version);

    /// <summary>Each line by the rate of the month that it is of, rounded once, and the total by all of them, rounded once.</summary>
    private static void IsBilledBy(RandomRates rates, Statement statement)
    {
        var whole = BigInteger.Zero;
        foreach (var line in statement.Lines.Where(l => l.Block != StatementBlock.Rounding))
        {
            var rate = rates.Of(line.Corrects ?? statement.Month, statement.Reported);
            var exact = (BigInteger)line.Priced * (BigInteger)((rate?.Rate ?? 1) * Amount.One) * MinorUnits.Of(statement.Currency);
            // Hundreds of thousands of lines: an assertion for each would take longer than all of pricing.
            if (statement.Currency != (rate?.To ?? statement.Reported) || line.Rate != (line.Corrects is null ? null : rate?.Rate) || line.Billed != HalfAway(exact, (BigInteger)Amount.One * Amount.One)) Assert.Fail($"{statement.Currency}, {line}");
            whole += exact;
        }

        Assert.Equal(HalfAway(whole, (BigInteger)Amount.One * Amount.One), statement.Total);
    }

    /// <summary>Whether what was told of each account adds up to what is reported now.</summary>
    private static bool IsTold(IEnumerable<CompanyLine> now, IEnumerable<CompanyLine> told) =>
        now.Select(l => (Of: l, Sign: 1)).Concat(told.Select(l => (Of: l, Sign: -1))).GroupBy(l => (l.Of.Company, l.Of.Currency, l.Of.Line.Account)).All(g => g.Aggregate((Int128)0, (sum, l) => sum + (l.Sign * l.Of.Line.Priced)) == 0);

    private static long HalfAway(BigInteger amount, BigInteger divisor) => (long)(BigInteger.Abs((amount * 2) + (amount.Sign * divisor)) / (2 * divisor) * amount.Sign);

    private static void InManyWorlds(Action<int> prove, int worlds = 1_000)
    {
        for (var seed = 0; seed < (LongRun.Asked ? 100_000 : worlds); seed++) prove(seed);
    }
}
