using Guildhall.Domain.Vending;

namespace Guildhall.Tests.Domain.Vending;

/// <summary>
/// The rules against a model of AWS that throttles, fails, drops answers after and before the effect, doubles calls and shows accounts and their tags late,
/// with attempts cut off anywhere, in virtual time. F-04, F-11.
/// </summary>
public sealed class CreationModelTests
{
    private static int Orders => LongRun.Asked ? 100_000 : 1_000;

    [Fact]
    public void F04_F11_However_many_orders_there_are_each_makes_one_account_whatever_goes_wrong()
    {
        for (var seed = 1; seed <= Orders; seed++) new Run(new Random(seed), seed).ToItsEnd();
    }

    private sealed class Run(Random random, int seed)
    {
        private readonly List<(string Id, string Email, DateTimeOffset Visible, DateTimeOffset Tagged)> _accounts = [];
        private readonly List<(CreationStatus Status, string Email, DateTimeOffset Ends, bool Fails)> _creations = [];
        private readonly CreationRule _rule = new(CreationRule.LeastCertainty, Typed: seed % 3 == 0);
        private DateTimeOffset _now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
        private CreationProgress _kept = new();
        private string _email = "first";
        private int _attempts;
        private DateTimeOffset? _unknownCall;

        public void ToItsEnd()
        {
            for (var steps = 0; steps < 2_000; steps++)
            {
                Settle();
                var progress = _kept.Begun(++_attempts, _now);
                if (Cut()) continue;
                var seen = See(ref progress);
                if (Cut())
                {
                    if (CreationRule.Next(progress) == CreationQuestion.Call) _unknownCall = _now;
                    continue;
                }

                switch (seen is null ? null : _rule.Decide(progress, seen, _now))
                {
                    case CreationVerdict.Made made:
                        Assert.True(_accounts.Count == 1 && _accounts[0].Id == made.Account, $"seed {seed}: {_accounts.Count} accounts");
                        return;
                    case CreationVerdict.Failed or CreationVerdict.Review:
                        Assert.True(_accounts.Count <= 1, $"seed {seed}");
                        Assert.True(_accounts.Count == 0, $"seed {seed}: an account was left behind");
                        return;
                    case CreationVerdict.NewAddress drawn:
                        Assert.True(_unknownCall is null, $"seed {seed}: a new address after an unknown outcome");
                        (_email, _kept) = ("second", drawn.Progress with { Ended = _attempts });
                        break;
                    case CreationVerdict.Wait wait:
                        _kept = wait.Progress with { Ended = _attempts };
                        _now += wait.Pause ?? TimeSpan.FromSeconds(random.Next(1, 300));
                        break;
                    case null:
                        _kept = progress with { MayCall = true, Ended = _attempts };
                        break;
                }

                _now += TimeSpan.FromMilliseconds(random.Next(1, 500));
            }

            Assert.Fail($"seed {seed}: it never ends");
        }

        /// <summary>The process dies; the next one takes the entry over when the lease is over, or at its start.</summary>
        private bool Cut()
        {
            if (random.Next(12) != 0) return false;
            _now += TimeSpan.FromSeconds(random.Next(0, 130));
            return true;
        }

        private CreationSight? See(ref CreationProgress progress)
        {
            switch (CreationRule.Next(progress))
            {
                case CreationQuestion.Turn:
                    return null;
                case CreationQuestion.Status:
                    var id = progress.RequestId;
                    return new CreationSight.Told(_creations.Single(c => c.Status.RequestId == id).Status);
                case CreationQuestion.Look:
                    var found = _accounts.FirstOrDefault(a => a.Email == _email && a.Visible <= _now);
                    return new CreationSight.Looked(found.Id, _creations.Any(c => c.Status.State == CreationState.InProgress)) { Tagged = found.Tagged <= _now };
                default:
                    progress = progress with { CalledAt = _now };
                    Assert.True(_unknownCall is not { } last || _now - last >= CreationRule.LeastCertainty, $"seed {seed}: called {_now - _unknownCall} after an unknown outcome");
                    return Call();
            }
        }

        private CreationSight Call()
        {
            switch (random.Next(8))
            {
                case 0: return new CreationSight.PutOff();
                case 1: return Lost();
                case 2:
                    Create();
                    return Lost();
                case 3:
                    if (random.Next(2) == 0) Create();
                    return new CreationSight.Stumbled();
                case 4:
                    Create();
                    return new CreationSight.Told(Create());
                default: return new CreationSight.Told(Create());
            }
        }

        private CreationSight.NoAnswer Lost()
        {
            _unknownCall = _now;
            return new CreationSight.NoAnswer();
        }

        private CreationStatus Create()
        {
            var status = new CreationStatus($"car-{_creations.Count}", "Team", CreationState.InProgress, _now, null, null);
            _creations.Add((status, _email, _now + TimeSpan.FromSeconds(random.Next(1, 200)), random.Next(10) == 0));
            return status;
        }

        private void Settle()
        {
            for (var n = 0; n < _creations.Count; n++)
            {
                var (status, email, ends, fails) = _creations[n];
                if (status.State != CreationState.InProgress || ends > _now) continue;
                var taken = _accounts.Any(a => a.Email == email) || (email == "first" && seed % 7 == 0);
                var reason = taken ? "EMAIL_ALREADY_EXISTS" : fails ? "INTERNAL_FAILURE" : null;
                var account = reason is null ? $"{_accounts.Count:D12}" : null;
                if (account is not null) _accounts.Add((account, email, ends + TimeSpan.FromSeconds(random.Next(0, 60)), ends + TimeSpan.FromSeconds(random.Next(0, 120))));
                _creations[n] = (status with { State = reason is null ? CreationState.Succeeded : CreationState.Failed, AccountId = account, FailureReason = reason }, email, ends, fails);
            }
        }
    }
}
