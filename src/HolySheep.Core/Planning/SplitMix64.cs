namespace HolySheep.Planning;

/// <summary>The finalizer of SplitMix64 (Steele, Lea and Flood 2014): numbers that are near each other come out far apart.</summary>
internal static class SplitMix64
{
    /// <summary>Mixes a number; each has a result of its own.</summary>
    public static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
            value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
            return value ^ (value >> 31);
        }
    }
}
