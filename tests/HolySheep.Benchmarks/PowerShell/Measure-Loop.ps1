# One call after another: Invoke-HolySheepChat, as users run it and with state in memory, against Invoke-RestMethod with the same bytes, in turns in one process.
param([string] $BaseUrl, [int] $Calls = 4000)

$batch = 200
$prompt = 'Say in one sentence why the sky is blue.'
$body = '{"model":"gpt-4.1","messages":[{"role":"user","content":"' + $prompt + '"}]}'
$uri = "$BaseUrl/chat/completions"
$subjects = [ordered] @{
    'Invoke-RestMethod'    = { foreach ($call in 1..$batch) { $null = Invoke-RestMethod -Uri $uri -Method Post -Body $body -ContentType 'application/json' } }
    'state and ledger on disk'         = { $env:HOLYSHEEP_STATE = $null; foreach ($call in 1..$batch) { $null = Invoke-HolySheepChat $prompt } }
    'state in memory and no ledger'    = { $env:HOLYSHEEP_STATE = 'memory'; foreach ($call in 1..$batch) { $null = Invoke-HolySheepChat $prompt } }
}

# The runtime compiles hot code again while it runs: what is measured is what a long script sees.
$process = [System.Diagnostics.Process]::GetCurrentProcess()
$wall = @{}
$processor = @{}
foreach ($name in $subjects.Keys) { $wall[$name] = @(); $processor[$name] = @() }
foreach ($round in -24..[int]($Calls / $batch)) {
    foreach ($name in $subjects.Keys) {
        $process.Refresh()
        $used = $process.TotalProcessorTime
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        & $subjects[$name]
        $taken = $clock.Elapsed
        $process.Refresh()
        if ($round -gt 0) {
            $wall[$name] += $taken.TotalMilliseconds / $batch
            $processor[$name] += ($process.TotalProcessorTime - $used).TotalMilliseconds / $batch
        }
    }
}

foreach ($name in @($subjects.Keys) -ne 'Invoke-RestMethod') {
    foreach ($figure in @{ Name = 'wall time'; Samples = $wall }, @{ Name = 'processor time'; Samples = $processor }) {
        $medians = foreach ($of in $name, 'Invoke-RestMethod') { ($figure.Samples[$of] | Sort-Object)[[int][System.Math]::Floor($figure.Samples[$of].Count / 2)] }
        [pscustomobject] @{
            Figure = "one call after another, $name, ms of $($figure.Name) per call; the other is Invoke-RestMethod; ratio"
            Ours   = $medians[0]
            Theirs = $medians[1]
            Value  = $medians[0] / $medians[1]
            Bar    = if ($figure.Name -eq 'wall time') { 0.6 }
        }
    }
}
