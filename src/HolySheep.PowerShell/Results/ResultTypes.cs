using System.Management.Automation.Runspaces;

namespace HolySheep.PowerShell.Results;

/// <summary>What the engine knows of results beyond their properties. A types file says the same, and takes ten times as long at every import.</summary>
internal static class ResultTypes
{
    /// <summary>Adds the data to a session; the loader calls it by its name.</summary>
    public static void AddTo(TypeTable session)
    {
        // Attempts and usage stay objects when a job or another computer hands the result over.
        session.AddType(new TypeData(typeof(HolySheepChatResult).FullName)
        {
            SerializationDepth = 2,
            DefaultDisplayPropertySet = new PropertySetData(
            [
                nameof(HolySheepChatResult.Content), nameof(HolySheepChatResult.Model), nameof(HolySheepChatResult.ModelUsed), nameof(HolySheepChatResult.Provider), nameof(HolySheepChatResult.AttemptCount),
                nameof(HolySheepChatResult.FallbackCount), nameof(HolySheepChatResult.Attempts), nameof(HolySheepChatResult.Usage), nameof(HolySheepChatResult.Cost), nameof(HolySheepChatResult.Latency),
                nameof(HolySheepChatResult.FinishReason), nameof(HolySheepChatResult.Warnings),
            ]),
            IsOverride = true,
        });
        session.AddType(new TypeData(typeof(HolySheepProvider).FullName)
        {
            DefaultDisplayPropertySet = new PropertySetData(
            [
                nameof(HolySheepProvider.Name), nameof(HolySheepProvider.Kind), nameof(HolySheepProvider.BaseUrl), nameof(HolySheepProvider.IsDefault), nameof(HolySheepProvider.ApiKeyReference),
                nameof(HolySheepProvider.KeyFound), nameof(HolySheepProvider.KeySource), nameof(HolySheepProvider.KeyProblem), nameof(HolySheepProvider.KeyHint),
            ]),
            IsOverride = true,
        });
        session.AddType(new TypeData(typeof(HolySheepProviderTest).FullName)
        {
            DefaultDisplayPropertySet = new PropertySetData(
                [nameof(HolySheepProviderTest.Provider), nameof(HolySheepProviderTest.Verdict), nameof(HolySheepProviderTest.Message), nameof(HolySheepProviderTest.Hint), nameof(HolySheepProviderTest.Latency)]),
            IsOverride = true,
        });
    }
}
