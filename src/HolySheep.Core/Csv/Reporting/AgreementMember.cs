using System.Text.Json;
using HolySheep.Csv.Agreement;

namespace HolySheep.Csv.Reporting;

/// <summary>Writes what was found out about the agreement of two models as the member <c>agreement</c>.</summary>
internal static class AgreementMember
{
    public static void Write(Utf8JsonWriter json, CsvAgreementResult? result)
    {
        if (result is null)
        {
            json.WriteNull("agreement");
            return;
        }

        json.WriteStartObject("agreement");
        json.WriteNumber("rate", result.Rate);
        json.WriteNumber("confidence", result.Confidence);
        json.WriteString("model", result.Model);
        json.WriteString("with", result.With);
        json.WriteNumber("sampled", result.Sampled);
        json.WriteNumber("agreed", result.Agreed);
        json.WriteBoolean("decided", result.IsDecided);
        json.WriteBoolean("all_stand", result.AllStand);
        json.WriteStartArray("answers");
        foreach (var answer in result.Answers)
        {
            json.WriteRawValue(answer);
        }

        json.WriteEndArray();
        json.WriteNumber("at_least", result.AtLeast);
        json.WriteString("message", result.Message);
        json.WriteEndObject();
    }
}
