using HolySheep.Architecture.Tests.Bait.Providers;

namespace HolySheep.Architecture.Tests.Bait.Csv;

internal static class CsvThatCallsAProvider
{
    public static void Run() => ProviderThatRetries.Send(() => { });
}
