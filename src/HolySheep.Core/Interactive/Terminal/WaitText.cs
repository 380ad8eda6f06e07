namespace HolySheep.Interactive.Terminal;

/// <summary>Says that an answer is awaited, and from whom.</summary>
public static class WaitText
{
    /// <summary>The wait in one line.</summary>
    /// <param name="target">The target that is asked, as <c>provider/model</c>; null if it is not known.</param>
    /// <param name="seconds">How long it has been awaited.</param>
    public static string Of(string? target, int seconds)
    {
        var at = target?.IndexOf('/') ?? -1;
        return $"waiting for {(at < 0 ? "the answer" : $"{target!.Substring(at + 1)} at {target.Substring(0, at)}")}, {seconds} s; Ctrl+C stops";
    }
}
