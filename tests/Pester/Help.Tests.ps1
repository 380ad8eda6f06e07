BeforeDiscovery {
    . "$PSScriptRoot/Setup.ps1"
    # A session needs a person at a terminal: TerminalChatTests type what one does.
    $examples = foreach ($cmdlet in (Get-Module HolySheep).ExportedCmdlets.Keys -ne 'Enter-HolySheepChat') {
        $number = 0
        foreach ($example in (Get-Help $cmdlet -Full).examples.example) {
            $number++
            @{ Cmdlet = $cmdlet; Number = $number; Title = $example.title.Trim(' -'); Code = $example.code }
        }
    }
}

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}

Describe 'Get-Help' {
    It 'finds the help of <_>' -ForEach @((Get-Module HolySheep).ExportedCmdlets.Keys) {
        $help = Get-Help $_ -Full | Out-String -Width 80
        $help | Should -Match '(?s)SYNOPSIS.+DESCRIPTION.+Example 1:.+Example 2:'
        Get-Help $_ -Examples | Out-String -Width 80 | Should -Match 'Example 2:'
        Get-Help $_ -Parameter ConfigPath | Out-String -Width 80 | Should -Match 'configuration file'
    }

    It 'finds <_>' -ForEach 'about_HolySheep', 'about_HolySheep_Fallback', 'about_HolySheep_Errors', 'about_HolySheep_Spend' {
        Get-Help $_ | Should -Match 'LONG DESCRIPTION'
    }
}

Describe 'The examples of the help' {
    BeforeEach {
        # What an example takes for granted: a provider that answers, another one, and the files that it names.
        # The file is its own, so that no example sees what another has set.
        $env:HOLYSHEEP_CONFIG = Join-Path $env:HOLYSHEEP_HOME "$Cmdlet-$Number.json"
        $answering = @{ kind = 'sandbox' }
        $silent = @{ kind = 'openai'; baseUrl = 'http://127.0.0.1:9/v1'; apiKey = 'env:BACKUP_KEY' }
        $providers = if ($Cmdlet -match '^Invoke|^Test|^Get-HolySheepModel|^Get-HolySheepCall|^Set-HolySheepTemplate') { @{ holysheep = $answering; backup = $answering } } else { @{ backup = $silent } }
        @{ providers = $providers } | ConvertTo-Json -Depth 3 | Set-Content $env:HOLYSHEEP_CONFIG
        # Calls are found in a ledger, conversations in files.
        $env:HOLYSHEEP_STATE = if ($Cmdlet -eq 'Get-HolySheepCall' -or $Cmdlet -like '*Conversation' -or $Code -like '*-Conversation*') { $null } else { 'memory' }
        Push-Location TestDrive:/
        "Id,Body`n1,The printer is on fire`n2,No coffee" | Set-Content tickets.csv
        "Model,Fallback`ngpt-4.1,deepseek-v3.2 gpt-4o`ngpt-4o,gpt-4.1" | Set-Content chains.csv
        [System.IO.File]::WriteAllBytes((Join-Path (Get-Item TestDrive:/).FullName 'photo.png'), [System.Convert]::FromBase64String('iVBORw0KGgo='))
    }

    AfterEach {
        Pop-Location
        $env:HOLYSHEEP_CONFIG = $null
        $env:HOLYSHEEP_STATE = 'memory'
    }

    It 'run: <Cmdlet>, <Title>' -ForEach $examples {
        $Error.Clear()
        & ([scriptblock]::Create($Code)) 3> $null 6> $null | Out-String -Width 80 | Write-Debug
        $Error | Should -BeNullOrEmpty
    }
}
