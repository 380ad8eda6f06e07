using System.Text.Json;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers;

/// <summary>The member that asks for the flexible tier of service, which is cheaper and slower.</summary>
internal static class FlexTier
{
    /// <summary>Writes the member if the caller wants the tier and named none itself.</summary>
    public static void Write(Utf8JsonWriter writer, ProviderCall call, string member)
    {
        if (call.Request.Flex && !call.Request.ExtraBody.ContainsKey(member))
        {
            writer.WriteString(member, "flex");
        }
    }

    /// <summary>Notes that the provider has no such tier, if the caller wants it.</summary>
    public static void LeaveOut(ProviderCall call, WireNotes notes)
    {
        if (call.Request.Flex)
        {
            notes.LeftOut("The flexible tier", call.Candidate.Target, "its provider has none");
        }
    }
}
