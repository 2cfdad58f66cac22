namespace Guildhall.Wire.Policies.Patterns;

/// <summary>Counts the elementary steps of a match, so that a test can prove the bound without a clock.</summary>
internal interface IStepMeter
{
    void Step();
}

/// <summary>Counts nothing and compiles to nothing.</summary>
internal readonly struct NoMeter : IStepMeter
{
    public void Step()
    {
    }
}
