namespace HolySheep.Architecture.Tests.Bait.Transport;

internal static class TransportThatNamesAModel
{
    public static bool IsSlow(string model) => model == "o3" || model.StartsWith("foo3", System.StringComparison.Ordinal);
}
